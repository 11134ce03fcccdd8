import $ from 'jquery';

const painted = new WeakMap<Element, string>();

/**
 * Puts HTML into a region of ours when it differs from what stands there. The focus stays on the node with
 * the same `data-key`; when that is gone it moves to `fallback`, so that a keyboard user is not thrown out.
 */
export function paint(region: Element, html: string, fallback: HTMLElement): void {
  if (painted.get(region) === html) return;
  painted.set(region, html);
  const focused = region.contains(region.ownerDocument.activeElement)
    ? region.ownerDocument.activeElement
    : null;
  const key = focused?.getAttribute('data-key') ?? null;
  $(region).html(html);
  if (focused === null) return;
  const same = key === null ? null : region.querySelector<HTMLElement>(`[data-key="${key}"]`);
  (same ?? fallback).focus({ preventScroll: true });
}
