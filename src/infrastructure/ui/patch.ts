/**
 * Gives a node the children of another one. A child that is there already is changed in place, so it keeps focus and
 * selection, and the browser lays the page out once, with the next frame: to put the focus on a new node takes a layout
 * of its own.
 * @param fresh loses children to `node`
 */
export function patch(node: Node, fresh: Node): void {
  const children = [...fresh.childNodes];
  children.forEach((wanted, index) => {
    const rest = [...node.childNodes].slice(index);
    const at = rest.findIndex((child) => markOf(child) === markOf(wanted));
    const same = rest[at];
    if (!same) node.insertBefore(wanted, rest[0] ?? null);
    else {
      // These go, since to move the other one forward would lose the focus.
      for (const gone of rest.slice(0, at)) gone.remove();
      if (same.isEqualNode(wanted)) return;
      if (same instanceof Element) patchAttributes(same, wanted as Element);
      else same.nodeValue = wanted.nodeValue;
      patch(same, wanted);
    }
  });
  for (const gone of [...node.childNodes].slice(children.length)) gone.remove();
}

/** What tells an element from its neighbours: kind, first class and key. Texts are all alike. */
const markOf = (node: Node): string | false =>
  node instanceof Element && [node.nodeName, node.classList[0], node.getAttribute('data-key')].join();

function patchAttributes(node: Element, wanted: Element): void {
  for (const name of [...node.getAttributeNames(), ...wanted.getAttributeNames()]) {
    const value = wanted.getAttribute(name);
    if (value === null) node.removeAttribute(name);
    else if (value !== node.getAttribute(name)) node.setAttribute(name, value);
  }
  // Once ticked a box no longer follows its attribute, and the browser may have refused the choice.
  if (node instanceof HTMLInputElement) node.checked = node.defaultChecked;
}
