import { createCallbacks } from './createCallbacks';
import type { AmoWidget } from './system/plugin/AmoWidget';

/**
 * What amoCRM loads: a constructor. The host gives it a prototype with its own methods (`crm_post`, `i18n`,
 * `render`, …) before it says `new`, so they are reached through the instance.
 */
export default function Widget(this: AmoWidget): AmoWidget {
  this.callbacks = createCallbacks(this, window);
  return this;
}
