const { default: JsdomEnvironment } = require('@jest/environment-jsdom-abstract');

/** A page for tests, of the jsdom that package.json names; jest's own environment brings an older one. */
module.exports = class extends JsdomEnvironment {
  constructor(config, context) {
    super(config, context, require('jsdom'));
  }
};
