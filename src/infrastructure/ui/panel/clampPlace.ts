/** Where the panel stands: distances to the nearer edges of the window, px, so that a resize keeps its corner. */
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

/** Right bottom, clear of the window's edge. */
export const defaultPlace: Place = { side: 'right', x: 24, edge: 'bottom', y: 24 };

/** Least distance to the edges of the window, px. */
const MARGIN = 8;

/** The place moved so far that the whole panel is inside the window; a panel that is too large shows its header. */
export function clampPlace(place: Place, panel: Size, window: Size): Place {
  const x = clamp(place.x, window.width - panel.width);
  const y = clamp(place.y, window.height - panel.height);
  return { ...place, x, y };
}

/** The place of a panel whose left top corner is at these coordinates, px. */
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

function clamp(distance: number, room: number): number {
  return Math.max(MARGIN, Math.min(Math.round(distance), room - MARGIN));
}
