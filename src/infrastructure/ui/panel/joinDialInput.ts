import type { Scope } from '../../../system/Scope';
import type { DialControl } from './DialControl';

/**
 * Connects the nodes of the dial field to their control until the scope closes: typing, keys, focus, and presses
 * elsewhere, which close the list.
 * @param dial the field with its buttons; with `list` it is where a press does not close the list
 */
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
    // Selects the name of a chosen contact, so that typing replaces it. By default the browser would place a caret
    // instead.
    event.preventDefault();
    input.focus();
    input.select();
  });
  scope.listen(input, 'click', () => {
    control.open();
  });
  scope.listen(input, 'keydown', (event) => {
    if (event instanceof KeyboardEvent && !event.isComposing && handleKey(event.key, control))
      event.preventDefault();
  });
  // A press on a line must not move the focus out of the field: that would close the list under the pointer.
  scope.listen(list, 'mousedown', (event) => {
    event.preventDefault();
  });
  const document = dial.ownerDocument;
  const isElsewhere = (event: Event): boolean =>
    event.target instanceof Node && !event.composedPath().some((node) => node === dial || node === list);
  // From a press on a button of the panel until its click: closing the list in between would move the button away.
  let isPressing = false;
  // The press began on the field: the list that it opens may move the field from under the pointer before the release.
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

/** Handles a key pressed in the field. False: it is left to the browser. */
function handleKey(key: string, control: DialControl): boolean {
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
