import type { Scope } from '../../../system/Scope';
import { clampPlace, defaultPlace, placeAt, type Place, type Size } from './clampPlace';
import { popupRoom } from './popupRoom';

/** Distance that an arrow key moves the panel, px; the big one with Shift. */
const STEP = 10;
const BIG_STEP = 50;

/** Directions of the arrow keys: right, down. */
const arrows = new Map<string, readonly [number, number]>([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/**
 * Moves the panel by its header (mouse, touch) and by its handle (keyboard), keeps it inside the window, and keeps the
 * popups clear of it.
 */
export class PanelPlace {
  private place: Place;

  constructor(
    private readonly panel: HTMLElement,
    header: HTMLElement,
    handle: HTMLElement,
    /** Where the panel was last, and where a new place is stored. */
    private readonly memory: { place: Place; remember: (place: Place) => void },
    private readonly scope: Scope,
  ) {
    this.place = memory.place;
    scope.listen(header, 'pointerdown', (event) => {
      if (event instanceof PointerEvent) this.drag(header, event);
    });
    scope.listen(handle, 'keydown', (event) => {
      if (event instanceof KeyboardEvent && this.moveByKey(event.key, event.shiftKey)) event.preventDefault();
    });
    scope.listen(this.window, 'resize', () => {
      this.settle();
    });
    panel.setAttribute('data-edge', this.place.edge);
    // Its first report, before the first frame with the panel, comes when the page has been laid out anyway.
    let held = '';
    const observer = new ResizeObserver(() => {
      this.settle(held);
      // A popup must not move under the pointer or the focus because the panel grows.
      held = ':hover, :focus-within';
    });
    observer.observe(panel);
    scope.onClose(() => {
      observer.disconnect();
    });
  }

  private get window(): Window {
    return this.panel.ownerDocument.defaultView ?? window;
  }

  /** Follows the pointer until it is released; not when a button of the header was pressed. */
  private drag(header: HTMLElement, start: PointerEvent): void {
    const isControl = start.target instanceof Element && start.target.closest('[data-command]') !== null;
    if (start.button !== 0 || isControl) return;
    const rect = this.panel.getBoundingClientRect();
    const moves = this.scope.child();
    header.setPointerCapture(start.pointerId);
    moves.listen(header, 'pointermove', (event) => {
      if (!(event instanceof PointerEvent)) return;
      this.moveTo(rect.left + event.clientX - start.clientX, rect.top + event.clientY - start.clientY);
    });
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      moves.listen(header, end, () => {
        moves.close();
        this.memory.remember(this.place);
      });
    }
  }

  /** Moves by an arrow key; Home restores the default place. False for other keys. */
  private moveByKey(key: string, big: boolean): boolean {
    const arrow = arrows.get(key);
    if (arrow === undefined && key !== 'Home') return false;
    if (arrow === undefined) {
      this.place = defaultPlace;
      this.settle();
    } else {
      const rect = this.panel.getBoundingClientRect();
      const step = big ? BIG_STEP : STEP;
      this.moveTo(rect.left + arrow[0] * step, rect.top + arrow[1] * step);
    }
    this.memory.remember(this.place);
    return true;
  }

  /** Moves the left top corner to these coordinates, px, or as near as the window allows. */
  private moveTo(left: number, top: number): void {
    this.place = placeAt(left, top, this.size(), this.windowSize());
    this.show(this.place);
  }

  /**
   * Shows the panel at its place, moved inside the window if need be; the place is kept for when there is room again.
   * @param held CSS selector: while the popups match it they do not move sideways; empty: they always may
   */
  private settle(held = ''): void {
    this.show(clampPlace(this.place, this.size(), this.windowSize()), held);
  }

  /** Positions the panel, then gives the popups the room that it leaves. @param held see `settle` */
  private show({ side, x, edge, y }: Place, held = ''): void {
    const { style } = this.panel;
    style.left = style.right = style.top = style.bottom = 'auto';
    style[side] = `${x}px`;
    style[edge] = `${y}px`;
    this.panel.setAttribute('data-edge', edge);
    const popups = this.panel.ownerDocument.querySelector<HTMLElement>('.asteriskng-popups');
    if (popups === null) return;
    const em = parseFloat(getComputedStyle(popups).fontSize);
    const room = popupRoom(this.panel.getBoundingClientRect(), this.windowSize(), em);
    if (!held || room.right === popups.style.right || !popups.matches(held))
      Object.assign(popups.style, room);
  }

  private size(): Size {
    return { width: this.panel.offsetWidth, height: this.panel.offsetHeight };
  }

  private windowSize(): Size {
    const { clientWidth, clientHeight } = this.panel.ownerDocument.documentElement;
    return { width: clientWidth, height: clientHeight };
  }
}
