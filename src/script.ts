import { createCallbacks } from './createCallbacks';
import { loadViews } from './loadViews';
import type { AmoWidget } from './system/plugin/AmoWidget';

/** Where the script itself came from; its further files are beside it. Empty where the host runs it as a text. */
const source = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

/** Files that were asked for before: one that failed goes under another address, past what a cache may have kept. */
const asked = new Set<unknown>();
const nameOf = __webpack_get_script_filename__;
__webpack_get_script_filename__ = (file) => {
  const again = asked.has(file) ? `&again=${Date.now()}` : '';
  asked.add(file);
  return nameOf(file) + again;
};

if (source !== '') {
  __webpack_public_path__ = source.replace(/[^/]*$/, '');
  // On its way while the host gets its texts and settings; the session asks again if it fails.
  loadViews().catch(() => undefined);
}

/**
 * What amoCRM loads: a constructor. The host gives it a prototype with its own methods (`crm_post`, `i18n`,
 * `render`, …) before it says `new`, so they are reached through the instance.
 */
export default function Widget(this: AmoWidget): AmoWidget {
  const path = this.params?.['path'];
  if (source === '' && typeof path === 'string') __webpack_public_path__ = `${path}/`;
  this.callbacks = createCallbacks(this, window);
  return this;
}
