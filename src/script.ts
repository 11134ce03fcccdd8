import { createCallbacks } from './createCallbacks';
import { loadViews } from './loadViews';
import type { AmoWidget } from './system/plugin/AmoWidget';

/** URL of this script; the widget's other files are in the same folder. Empty when the host runs the script as text. */
const source = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

/** Files requested so far. A repeated request, after a failure, gets another address, so that no cache answers it. */
const requested = new Set<unknown>();
const fileName = __webpack_get_script_filename__;
__webpack_get_script_filename__ = (file) => {
  const again = requested.has(file) ? `&again=${Date.now()}` : '';
  requested.add(file);
  return fileName(file) + again;
};

if (source !== '') {
  __webpack_public_path__ = source.replace(/[^/]*$/, '');
  // Loads while the host still fetches texts and settings. If it fails, the session loads it again.
  loadViews().catch(() => undefined);
}

/**
 * The constructor that amoCRM loads. The host sets its prototype to an object with methods (`crm_post`, `i18n`,
 * `render`, …) and calls it with `new`, so these are methods of the instance.
 */
export default function Widget(this: AmoWidget): AmoWidget {
  const path = this.params?.['path'];
  if (source === '' && typeof path === 'string') __webpack_public_path__ = `${path}/`;
  this.callbacks = createCallbacks(this, window);
  return this;
}
