import type { Size } from './clampPlace';

/** Where popups stand, as CSS; an empty value leaves it to the style sheet: at the right, down to the window's edge. */
export interface PopupRoom {
  readonly right: string;
  readonly maxWidth: string;
  readonly maxHeight: string;
}

/** Distance to the panel and to the edges of the window, px. */
const GAP = 8;

/** Least height and width of a popup, in em of its text. */
const LEAST_HEIGHT = 14;
const LEAST_WIDTH = 15;

export const allRoom: PopupRoom = { right: '', maxWidth: '', maxHeight: '' };

/**
 * Where popups cover nothing of the panel: above it, else on its left. Where there is room for neither they have all
 * of the window. Pure.
 * @param panel its left top corner, px
 * @param em size of the popups' text, px
 */
export function popupRoom(
  panel: { readonly left: number; readonly top: number },
  window: Size,
  em: number,
): PopupRoom {
  const above = panel.top - 3 * GAP;
  const beside = panel.left - 2 * GAP;
  if (above >= LEAST_HEIGHT * em) return { ...allRoom, maxHeight: `${above}px` };
  if (beside < LEAST_WIDTH * em) return allRoom;
  return { ...allRoom, right: `${window.width - beside - GAP}px`, maxWidth: `${beside}px` };
}
