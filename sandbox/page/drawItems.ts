/**
 * Updates a list to show these items: adds and removes nodes, and keeps those of unchanged items, so that a recording
 * goes on playing and a button keeps the focus. Items must keep their relative order.
 * @param keyOf key of an item; equal keys mean equal nodes
 * @param draw creates the node of an item
 */
export function drawItems<T>(
  list: JQuery,
  items: readonly T[],
  keyOf: (item: T) => string,
  draw: (item: T) => JQuery,
): void {
  const { $ } = window;
  const wanted = new Set(items.map(keyOf));
  const shown = new Map<string, JQuery>();
  for (const element of list.children().get()) {
    const key = element.dataset['key'] ?? '';
    if (wanted.has(key)) shown.set(key, $(element));
    else element.remove();
  }
  // From the end, so that each new node is inserted before its successor.
  let next: JQuery | null = null;
  for (const item of [...items].reverse()) {
    const key = keyOf(item);
    const node: JQuery = shown.get(key) ?? draw(item).attr('data-key', key);
    if (!shown.has(key)) {
      if (next === null) list.append(node);
      else next.before(node);
    }
    next = node;
  }
}
