/** Build constants, set in webpack.config.js. The first three keep the names of the original widget. */

/** Name of the settings field in manifest.json. */
declare const SETTINGS_FIELD: string;
/** Least time between two outage notices, s. */
declare const NOTIFICATON_DELAY: number;
/** Length of the shortest internal number, digits. */
declare const MIN_LENGTH_INTERNAL_NUMBER: number;
/** Version of package.json; the backend compares it. */
declare const WIDGET_VERSION: string;
/** Address of the folder from which further files of ours are loaded, with a slash at its end. */
declare let __webpack_public_path__: string;
/** Name of a file of ours in that folder, by webpack's number of it. */
declare let __webpack_get_script_filename__: (file: string | number) => string;
/** True in `build.dev`: keeps debug logging. */
declare const DEBUG: boolean;
