/** What jsdom lacks of a browser and the panel needs. Geometry is tested in Chromium. */
class NoResizeObserver {
  observe(): void {
    // jsdom lays nothing out, so no size ever changes.
  }

  disconnect(): void {
    // Nothing is observed.
  }
}

Object.assign(window, { ResizeObserver: NoResizeObserver, PointerEvent: MouseEvent });
Element.prototype.scrollIntoView = () => undefined;
