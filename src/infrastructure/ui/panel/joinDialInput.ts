import type { Scope } from '../../../system/Scope';
import type { DialControl } from './DialControl';

/** Joins the dial field's nodes to their control: typing, arrow keys, Enter, Escape, focus. */
export function joinDialInput(
  panel: HTMLElement,
  dial: Element,
  input: HTMLInputElement,
  list: HTMLElement,
  control: DialControl,
  scope: Scope,
): void {
  scope.listen(input, 'input', () => {
    control.typed(input.value);
  });
  scope.listen(input, 'focus', () => {
    control.open();
  });
  scope.listen(input, 'mousedown', (event) => {
    if (control.state.get().field.chosen === null) return;
    // A number typed next replaces the name of a chosen contact. The browser's own caret would come after `click`.
    event.preventDefault();
    input.focus();
    input.select();
  });
  scope.listen(input, 'click', () => {
    control.open();
  });
  scope.listen(input, 'keydown', (event) => {
    if (event instanceof KeyboardEvent && !event.isComposing && takesKey(event.key, control))
      event.preventDefault();
  });
  // A press on a line must not take the focus from the field: it would close the list under the pointer.
  scope.listen(list, 'mousedown', (event) => {
    event.preventDefault();
  });
  const document = dial.ownerDocument;
  const isElsewhere = (event: Event): boolean =>
    event.target instanceof Node && !event.composedPath().some((node) => node === dial || node === list);
  // A press on a button of the panel is over with the click: closing the list before would move the button away.
  let isPressing = false;
  // The list that a press on the field opens may move the field away from under the pointer before the button is up.
  let beganHere = false;
  scope.listen(document, 'pointerdown', (event) => {
    beganHere = !isElsewhere(event);
    isPressing = isElsewhere(event) && event.target instanceof Node && panel.contains(event.target);
    if (!isPressing && isElsewhere(event)) control.close();
  });
  scope.listen(document, 'focusin', (event) => {
    if (!isPressing && isElsewhere(event)) control.close();
  });
  scope.listen(document, 'click', (event) => {
    isPressing = false;
    if (isElsewhere(event) && !beganHere) control.close();
    beganHere = false;
  });
}

function takesKey(key: string, control: DialControl): boolean {
  switch (key) {
    case 'ArrowDown':
      control.move(1);
      return true;
    case 'ArrowUp':
      control.move(-1);
      return true;
    case 'Enter':
      void control.enter();
      return true;
    case 'Escape':
      return control.escape();
    default:
      return false;
  }
}
