/** Direction of the keys that move among radio buttons; `Home` and `End` go to the ends. */
const steps = new Map<string, 1 | -1>([
  ['ArrowRight', 1],
  ['ArrowDown', 1],
  ['ArrowLeft', -1],
  ['ArrowUp', -1],
]);

/**
 * Moves the focus in a group of outcomes, which is one stop of the Tab key. An arrow chooses nothing: a choice goes to amoCRM, so it
 * takes a press. @returns false: the key does not move here
 */
export function moveInChips(from: HTMLElement, key: string): boolean {
  const chips = [...(from.closest('[role=radiogroup]')?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
  const step = steps.get(key);
  const at = chips.indexOf(from);
  if (at < 0 || (step === undefined && key !== 'Home' && key !== 'End')) return false;
  const next =
    step === undefined ? (key === 'Home' ? 0 : chips.length - 1) : (at + step + chips.length) % chips.length;
  for (const [index, chip] of chips.entries()) chip.tabIndex = index === next ? 0 : -1;
  chips[next]?.focus();
  return true;
}
