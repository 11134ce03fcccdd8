import $ from 'jquery';
import type { AmoCallbacks } from '../../../../src/system/plugin/AmoWidget';

/** Settings as the original widget stores them. */
export const STORED = JSON.stringify({
  server: { serverAddress: 'domain.com', secretKey: 'top-secret' },
  amocrm: { showPanel: true, enableNotification: false },
});

/** Lets the form load. Needs jest's fake timers. */
export const settled = (): Promise<void> => jest.advanceTimersByTimeAsync(100);

/**
 * amoCRM's settings window, with its class names.
 * @param onEvent called with the event that enables the host's save button
 */
export async function openSettings(
  callbacks: AmoCallbacks,
  value: string,
  onEvent: (type: string) => void = () => undefined,
): Promise<void> {
  document.body.innerHTML = `<div class="widget-settings__modal"><div class="widget_settings_block">
    <div class="widget_settings_block__item_field"><input name="jsonSettings"></div></div></div>`;
  field().value = value;
  for (const type of ['input', 'change']) field().addEventListener(type, () => onEvent(type));
  callbacks.settings($('.widget_settings_block'));
  await settled();
}

/** The host's input. */
export const field = (): HTMLInputElement =>
  document.querySelector('input[name=jsonSettings]') as HTMLInputElement;

/** A part of our form. */
export const part = (name: string): HTMLInputElement =>
  document.querySelector(`.asteriskng-settings [data-part=${name}]`) as HTMLInputElement;

/** The form's text on the connection. */
export const connection = (): string => part('connection').textContent.trim();

/** Text in the host's field. */
export const stored = (): unknown => JSON.parse(field().value);

/** Enters or chooses a value as a user does. */
export function type(name: string, value: string): void {
  part(name).value = value;
  part(name).dispatchEvent(new Event('input', { bubbles: true }));
}
