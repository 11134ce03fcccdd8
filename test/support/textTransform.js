/**
 * Lets a test import a template as webpack does: as its text. A style sheet comes empty: jsdom lays nothing
 * out, and does not know nested rules. What it looks like is tested in Chromium.
 */
module.exports = {
  process: (text, path) => ({
    code: `module.exports = ${JSON.stringify(path.endsWith('.css') ? '' : text)};`,
  }),
};
