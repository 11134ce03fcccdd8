import { isRinging, type Call } from '../../domain/calls/Call';
import type { Scope } from '../../system/Scope';
import type { CallDesk } from './call/CallDesk';

/** Keys with Alt, by their place on the keyboard, so that they work in any layout. */
const shortcuts = new Map([
  ['KeyA', 'answer'],
  ['KeyX', 'end'],
  ['KeyM', 'mute'],
  ['KeyO', 'hold'],
  ['KeyP', 'dial'],
] as const);

/**
 * Alt+A answers, Alt+X rejects or hangs up, Alt+M mutes, Alt+O holds, Alt+P goes to the dial field.
 * They work in a field, too, where they write nothing there.
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
      const wanted = [...shortcuts].find(([key]) => key === code)?.[1];
      if (wanted === undefined || !altKey || ctrlKey || metaKey || shiftKey || repeat) return;
      if (wanted === 'dial') focusDial();
      else if (!actOn(wanted, desk, calls())) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

/** False: there is no call that this could be for. */
function actOn(wanted: 'answer' | 'end' | 'mute' | 'hold', desk: CallDesk, calls: readonly Call[]): boolean {
  const ringing = calls.find(isRinging);
  const focused = desk.focused();
  const call = wanted === 'answer' ? ringing : (focused ?? ringing);
  if (!call) return false;
  const command = wanted === 'end' ? (isRinging(call) ? 'reject' : 'hangup') : wanted;
  return desk.sight(false).abilities.has(command) && desk.act(command, call);
}

/**
 * Is the key meant for a field, of ours or of amoCRM? With Alt, only where it writes a character: by AltGr, and on a Mac
 * in any field but our own empty one, where the agent is after a call made by keyboard. In the middle of a composition
 * each key belongs to it.
 */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (event.isComposing || !(target instanceof HTMLElement)) return event.isComposing;
  const isField = target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const isMac = /^Mac|^iP/.test(navigator.platform) && !target.matches('.asteriskng-input:placeholder-shown');
  return isField && (event.getModifierState('AltGraph') || isMac);
}
