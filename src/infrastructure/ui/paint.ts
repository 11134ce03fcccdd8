import $ from 'jquery';
import type { RenderTemplate } from '../amocrm/renderTemplate';
import { toJson } from '../../../protocol/toJson';

const painted = new WeakMap<Element, string>();

/**
 * Renders a template into a region of ours when it would differ from what stands there: the host's Twig reads a
 * template anew each time, which takes longer than comparing the data. A region always has the same template. The
 * focus stays on the node with the same `data-key`; when that is gone it moves to `fallback`, so that a keyboard
 * user is not thrown out.
 * @param data null: the region is empty
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
  const focused = region.contains(region.ownerDocument.activeElement)
    ? region.ownerDocument.activeElement
    : null;
  const focusKey = focused?.getAttribute('data-key') ?? null;
  $(region).html(data === null ? '' : render(template, data));
  if (focused === null) return;
  // Keys hold ids from outside, which a selector might not take.
  const same = [...region.querySelectorAll<HTMLElement>('[data-key]')].find(
    (node) => node.getAttribute('data-key') === focusKey,
  );
  (same ?? fallback).focus({ preventScroll: true });
}
