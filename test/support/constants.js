/** What webpack.config.js puts in place of these names. */
const { constants } = require('../../webpack.config.js');

Object.assign(globalThis, constants, {
  WIDGET_VERSION: '1.0.0',
  DEBUG: false,
  __webpack_public_path__: '',
  __webpack_get_script_filename__: String,
});
