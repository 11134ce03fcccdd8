/**
 * Place of the panel: distances to the nearer edges of the window, px, so that it keeps its corner when the window is
 * resized.
 */
export interface Place {
  readonly side: 'left' | 'right';
  readonly x: number;
  readonly edge: 'top' | 'bottom';
  readonly y: number;
}

/** Width and height, px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In the right bottom corner. */
export const defaultPlace: Place = { side: 'right', x: 24, edge: 'bottom', y: 24 };

/** Minimum distance to the edges of the window, px. */
const MARGIN = 8;

/**
 * The place, moved as far as needed for the whole panel to be inside the window. A larger panel keeps `MARGIN` to its
 * near edges.
 */
export function clampPlace(place: Place, panel: Size, window: Size): Place {
  const x = clamp(place.x, window.width - panel.width);
  const y = clamp(place.y, window.height - panel.height);
  return { ...place, x, y };
}

/** The place of a panel with its left top corner at these coordinates, px, moved inside the window. */
export function placeAt(left: number, top: number, panel: Size, window: Size): Place {
  const right = window.width - left - panel.width;
  const bottom = window.height - top - panel.height;
  const isLeft = left < right;
  const isTop = top < bottom;
  return clampPlace(
    {
      side: isLeft ? 'left' : 'right',
      x: isLeft ? left : right,
      edge: isTop ? 'top' : 'bottom',
      y: isTop ? top : bottom,
    },
    panel,
    window,
  );
}

/** @param room size of the window less that of the panel, px */
function clamp(distance: number, room: number): number {
  return Math.max(MARGIN, Math.min(Math.round(distance), room - MARGIN));
}
