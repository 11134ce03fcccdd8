import type { Size } from './clampPlace';

/**
 * Inline CSS of the popups' stack. Empty values leave it to the style sheet: at the right, down to the window's edge.
 */
export interface PopupRoom {
  readonly right: string;
  readonly maxWidth: string;
  readonly maxHeight: string;
}

/** Distance to the panel and to the edges of the window, px. */
const GAP = 8;

/** Minimum height and width of the room for popups, in em of their text. */
const LEAST_HEIGHT = 14;
const LEAST_WIDTH = 15;

/** Room for popups without a panel: all of the window. */
export const allRoom: PopupRoom = { right: '', maxWidth: '', maxHeight: '' };

/**
 * Room for popups that does not overlap the panel: above it, else on its left, else all of the window. Pure.
 * @param panel left top corner of the panel, px
 * @param window size of the window, px
 * @param em font size of the popups, px
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
