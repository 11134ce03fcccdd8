/** The node of a template's part, `data-part` in it. Fails when the template has none: a fault of ours. */
export function partOf(root: Element, which: string): HTMLElement {
  const node = root.querySelector<HTMLElement>(`[data-part="${which}"]`);
  if (node === null) throw new TypeError(`The template has no part ${which}`);
  return node;
}
