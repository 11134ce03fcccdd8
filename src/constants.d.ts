/** Build constants, set in webpack.config.js. The first three keep the names of the original widget. */

/** Name of the settings field in manifest.json. */
declare const SETTINGS_FIELD: string;
/** Least time between two outage notices, s. */
declare const NOTIFICATON_DELAY: number;
/** Length of the shortest internal number, digits. */
declare const MIN_LENGTH_INTERNAL_NUMBER: number;
/**
 * Version of package.json; sent with each request, so that the backend can refuse a version that it does not support.
 */
declare const WIDGET_VERSION: string;
/** Webpack's variable: URL of the folder from which the widget's other files are loaded, with a slash at the end. */
declare let __webpack_public_path__: string;
/** Webpack's function: name of a file in that folder, by its chunk id. */
declare let __webpack_get_script_filename__: (file: string | number) => string;
/** True in `build.dev`: debug lines are logged. */
declare const DEBUG: boolean;
