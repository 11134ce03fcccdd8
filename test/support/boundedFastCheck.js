/**
 * fast-check with a time limit for each property, within jest's own for a test. Without it a property that fails goes on
 * shrinking after jest has given the test up, and its counterexample is never shown.
 */
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  interruptAfterTimeLimit: 150_000,
  markInterruptAsFailure: true,
});

module.exports = fc;
