import type { Call } from '../../domain/calls/Call';
import type { Scope } from '../../system/Scope';
import type { CallDesk } from './call/CallDesk';

/**
 * While a call's keypad is open, digits, `*` and `#` of the keyboard are its keys, until the scope closes: anywhere on the
 * page but in a text field. Such an event does not reach the page.
 */
export function listenToKeypad(
  document: Document,
  desk: CallDesk,
  calls: () => readonly Call[],
  scope: Scope,
): void {
  scope.listen(
    document,
    'keydown',
    (event) => {
      if (!(event instanceof KeyboardEvent) || !/^[0-9*#]$/.test(event.key)) return;
      const call = calls().find(({ id, phase }) => id === desk.keypadFor.get() && phase !== 'ended');
      if (call === undefined || event.ctrlKey || event.metaKey || event.altKey || isInField(event)) return;
      desk.act('key', call, event.key);
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}

function isInField(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
