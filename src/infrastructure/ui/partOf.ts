/**
 * The node with this `data-part` inside a rendered template.
 * @throws TypeError when the template has none, which is a bug
 */
export function partOf(root: Element, which: string): HTMLElement {
  const node = root.querySelector<HTMLElement>(`[data-part="${which}"]`);
  if (node === null) throw new TypeError(`The template has no part ${which}`);
  return node;
}
