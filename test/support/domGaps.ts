/** What jsdom lacks of a browser and the panel needs. Geometry is tested in Chromium. */
class NoResizeObserver {
  constructor(private readonly report: () => void) {}

  /** Reports at once, as with the first frame; jsdom lays nothing out, so no size ever changes. */
  observe(): void {
    this.report();
  }

  disconnect(): void {
    // Nothing is observed.
  }
}

Object.assign(window, { ResizeObserver: NoResizeObserver, PointerEvent: MouseEvent });
Element.prototype.scrollIntoView = () => undefined;
