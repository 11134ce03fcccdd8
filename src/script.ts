import { createCallbacks } from './createCallbacks';
import type { AmoWidget } from './system/plugin/AmoWidget';

/** Where the script itself came from; views.js is beside it. */
const source = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

/**
 * What amoCRM loads: a constructor. The host gives it a prototype with its own methods (`crm_post`, `i18n`,
 * `render`, …) before it says `new`, so they are reached through the instance.
 */
export default function Widget(this: AmoWidget): AmoWidget {
  const path = this.params?.['path'];
  const folder = typeof path === 'string' ? `${path}/` : '';
  __webpack_public_path__ = source === '' ? folder : source.replace(/[^/]*$/, '');
  this.callbacks = createCallbacks(this, window);
  return this;
}
