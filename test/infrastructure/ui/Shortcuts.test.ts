/** @jest-environment ./test/support/jsdomEnvironment.js */
import type { WireCall } from '../../../protocol/call';
import { originalMethods } from '../../../protocol/methods';
import { wireCall } from '../../support/wireStatus';
import { asked, find, input, pass, startExtended, showCalls } from './support/panelOnPage';

const talking = (changes: Partial<WireCall> = {}) => wireCall('t', { phase: 'CONVERSATION', ...changes });

/** Presses Alt with the key of this code. False: the default was prevented. */
function alt(code: string, options: KeyboardEventInit = {}, target: Element = document.body): boolean {
  const event = new KeyboardEvent('keydown', {
    code,
    altKey: true,
    bubbles: true,
    cancelable: true,
    ...options,
  });
  return target.dispatchEvent(event);
}
const plain = (): string[] => asked().map((one) => one.replace(/,?"command_id":"[^"]*"/, ''));

test.each<[string, WireCall[], string, string]>([
  ['KeyA answers', [wireCall('r')], 'KeyA', 'answer {"unique_id":"r"}'],
  ['KeyA answers the second call', [talking(), wireCall('r')], 'KeyA', 'answer {"unique_id":"r"}'],
  ['KeyX rejects', [wireCall('r')], 'KeyX', 'reject {"unique_id":"r"}'],
  ['KeyX hangs up', [talking(), wireCall('r')], 'KeyX', 'hangup {"unique_id":"t"}'],
  ['KeyM mutes', [talking()], 'KeyM', 'set_mute {"is_mute":true,"unique_id":"t"}'],
  ['KeyM unmutes', [talking({ is_mute: true })], 'KeyM', 'set_mute {"is_mute":false,"unique_id":"t"}'],
  ['KeyO holds', [talking()], 'KeyO', 'set_hold {"is_hold":true,"unique_id":"t"}'],
  ['KeyO resumes', [talking({ is_hold: true })], 'KeyO', 'set_hold {"is_hold":false,"unique_id":"t"}'],
])('Alt with %s', async (_what, calls, code, request) => {
  await startExtended();
  await showCalls(calls);
  expect(alt(code)).toBe(false);
  await pass();
  expect(plain()).toEqual([request]);
});

test('the place of the key counts, not its character, so that it works in any layout', async () => {
  await startExtended();
  await showCalls([wireCall('r')]);
  alt('KeyQ', { key: 'a' });
  alt('KeyA', { key: 'ф' });
  await pass();
  expect(plain()).toEqual(['answer {"unique_id":"r"}']);
});

test('Alt with KeyP unfolds the panel and focuses the dial field', async () => {
  await startExtended();
  find('[data-command=fold]')?.click();
  expect([alt('KeyP'), document.activeElement]).toEqual([false, input()]);
  expect(find('[data-part=body]')?.hidden).toBe(false);
});

test.each(['<input>', '<textarea></textarea>', '<select></select>', '<div contenteditable="true"></div>'])(
  'the shortcuts work in %s, but not when Alt types a character',
  async (html) => {
    await startExtended();
    await showCalls([wireCall('r')]);
    document.body.insertAdjacentHTML('beforeend', html);
    const field = document.body.lastElementChild ?? document.body;
    // jsdom does not implement `isContentEditable`.
    Object.defineProperty(field, 'isContentEditable', { value: html.includes('contenteditable') });
    expect(alt('KeyA', { modifierAltGraph: true }, field)).toBe(true);
    const platform = jest.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
    expect(alt('KeyA', {}, field)).toBe(true);
    platform.mockRestore();
    await pass();
    expect(asked()).toEqual([]);
    expect(alt('KeyA', {}, field)).toBe(false);
    field.remove();
  },
);

test('on a Mac they work in our dial field while it is empty', async () => {
  await startExtended();
  await showCalls([talking()]);
  const platform = jest.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
  input().value = 'Å';
  expect(alt('KeyM', {}, input())).toBe(true);
  input().value = '';
  expect(alt('KeyM', { modifierAltGraph: true }, input())).toBe(true);
  expect(alt('KeyM', {}, input())).toBe(false);
  platform.mockRestore();
  await pass();
  expect(plain()).toEqual(['set_mute {"is_mute":true,"unique_id":"t"}']);
});

test.each<[string, KeyboardEventInit]>([
  ['another key held', { ctrlKey: true }],
  ['Shift held', { shiftKey: true }],
  ['the system key held', { metaKey: true }],
  ['no Alt', { altKey: false }],
  ['the key held down', { repeat: true }],
  ['a word being composed', { isComposing: true }],
])('with %s there is no shortcut', async (_what, options) => {
  await startExtended();
  await showCalls([wireCall('r')]);
  expect(alt('KeyA', options)).toBe(true);
  await pass();
  expect(asked()).toEqual([]);
});

test('without a call the keys are left to the page', async () => {
  await startExtended();
  await showCalls([]);
  expect(['KeyA', 'KeyX', 'KeyM', 'KeyO'].map((code) => alt(code))).toEqual([true, true, true, true]);
  expect(asked()).toEqual([]);
});

test('shortcuts without an ability send nothing', async () => {
  await startExtended(originalMethods);
  await showCalls([wireCall('r')]);
  alt('KeyA');
  alt('KeyX');
  await pass();
  expect(asked()).toEqual([]);
});

test('switched off, they do nothing', async () => {
  await startExtended();
  await showCalls([wireCall('r')]);
  find('[data-part=choices]')?.click();
  find('[data-choice=shortcuts]')?.click();
  expect([alt('KeyA'), alt('KeyP')]).toEqual([true, true]);
  await pass();
  expect(asked()).toEqual([]);
});
