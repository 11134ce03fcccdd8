import type { RenderTemplate } from '../amocrm/RenderTemplate';
import { toJson } from '../../../protocol/toJson';
import { patch } from './patch';

/** JSON of the data that each region shows. */
const painted = new WeakMap<Element, string>();

/**
 * Renders a template into a region when its data has changed since the last time: comparing takes less time than
 * rendering. A region must always get the same template. The focus stays on the node with the same `data-key`; when
 * that is gone it moves to `fallback`, so that keyboard users stay in our part of the page.
 * @param data null: the region becomes empty
 */
export function paint(
  region: Element,
  render: RenderTemplate,
  template: string,
  data: object | null,
  fallback: HTMLElement,
): void {
  const key = toJson(data);
  if (painted.get(region) === key) return;
  painted.set(region, key);
  const { activeElement } = region.ownerDocument;
  const focused = region.contains(activeElement) ? activeElement : null;
  const fresh = region.cloneNode() as Element;
  if (data !== null) fresh.innerHTML = render(template, data);
  patch(region, fresh);
  if (focused === null || region.contains(focused)) return;
  // Compared here, since keys contain ids from the backend that would need escaping in a selector.
  const same = [...region.querySelectorAll<HTMLElement>('[data-key]')].find(
    (node) => node.getAttribute('data-key') === focused.getAttribute('data-key'),
  );
  (same ?? fallback).focus({ preventScroll: true });
}
