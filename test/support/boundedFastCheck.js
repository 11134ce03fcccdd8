/**
 * fast-check with a time limit for each property, within jest's own for a test. Without it a property that fails goes on
 * shrinking after jest has given the test up, and its counterexample is never shown.
 */
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

/** Of one property, ms; `npm run test.long` has tests of ten minutes. */
const LIMIT_MS = 'IS_LONG' in globalThis ? 500_000 : 150_000;

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  interruptAfterTimeLimit: LIMIT_MS,
  markInterruptAsFailure: true,
});

module.exports = fc;
