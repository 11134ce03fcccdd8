/** Directions of the keys that move among the clients of the list. */
const steps = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
]);

/**
 * Moves the focus to the same button of the next client, else to the first thing there that takes it.
 * @returns false: the key does not move here
 */
export function moveInClients(from: Element, key: string): boolean {
  const step = steps.get(key);
  const line = from.closest('[data-client]');
  if (step === undefined || line === null) return false;
  const all = [...(line.parentElement?.querySelectorAll('[data-client]') ?? [])];
  const wish = from.getAttribute('data-missed');
  const at = all.indexOf(line);
  const onward = step > 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
  for (const other of onward) {
    const buttons = [...other.querySelectorAll<HTMLElement>('button, a')];
    const next = buttons.find((one) => one.getAttribute('data-missed') === wish) ?? buttons[0];
    if (next === undefined) continue;
    next.focus();
    break;
  }
  return true;
}
