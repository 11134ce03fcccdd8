import { isRinging, type Call } from '../../domain/calls/Call';
import type { Scope } from '../../system/Scope';
import type { CallDesk } from './call/CallDesk';

/** Commands by `KeyboardEvent.code`, the place of the key, so that they work in any layout. */
const shortcuts = new Map([
  ['KeyA', 'answer'],
  ['KeyX', 'end'],
  ['KeyM', 'mute'],
  ['KeyO', 'hold'],
  ['KeyP', 'dial'],
] as const);

/**
 * Listens to the shortcuts until the scope closes: Alt+A answers, Alt+X rejects or hangs up, Alt+M mutes, Alt+O holds,
 * Alt+P goes to the dial field. They work in text fields, too, unless the combination types a character there. An event
 * that led to a command does not reach the page.
 * @param isOn whether the agent has shortcuts switched on
 */
export function listenToShortcuts(
  document: Document,
  desk: CallDesk,
  calls: () => readonly Call[],
  isOn: () => boolean,
  focusDial: () => void,
  scope: Scope,
): void {
  scope.listen(
    document,
    'keydown',
    (event) => {
      if (!(event instanceof KeyboardEvent) || !isOn() || isTyping(event)) return;
      const { code, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
      const command = [...shortcuts].find(([key]) => key === code)?.[1];
      if (command === undefined || !altKey || ctrlKey || metaKey || shiftKey || repeat) return;
      if (command === 'dial') focusDial();
      else if (!actOnCall(command, desk, calls())) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

/** Carries out a command on the ringing call or the one in focus. False: there is none, or the ability is missing. */
function actOnCall(key: 'answer' | 'end' | 'mute' | 'hold', desk: CallDesk, calls: readonly Call[]): boolean {
  const ringing = calls.find(isRinging);
  const focused = desk.focused();
  const call = key === 'answer' ? ringing : (focused ?? ringing);
  if (!call) return false;
  const command = key === 'end' ? (isRinging(call) ? 'reject' : 'hangup') : key;
  return desk.context(false).abilities.has(command) && desk.act(command, call);
}

/**
 * Whether the key types into a text field, of ours or of amoCRM: with AltGr, and on a Mac, where Alt types characters,
 * in any field but our own while it is empty, which has the focus after a call was dialled by keyboard. During an input
 * method's composition every key does.
 */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (event.isComposing || !(target instanceof HTMLElement)) return event.isComposing;
  const isField = target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const isMac = /^Mac|^iP/.test(navigator.platform) && !target.matches('.asteriskng-input:placeholder-shown');
  return isField && (event.getModifierState('AltGraph') || isMac);
}
