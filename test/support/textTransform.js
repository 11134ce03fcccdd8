/** Lets a test import a template or style sheet as webpack does: as its text. */
module.exports = {
  process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }),
};
