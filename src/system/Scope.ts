/**
 * Owner of timers, listeners and requests: closing it ends them all. Child scopes close with their parent.
 * The only place in the widget that uses `setTimeout`, `setInterval` and `addEventListener` directly.
 */
export class Scope {
  private readonly controller = new AbortController();
  private readonly endings = new Set<() => void>();

  /** Aborted when the scope closes. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get closed(): boolean {
    return this.controller.signal.aborted;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now();
  }

  /** Runs `action` once after `ms`. @returns cancels it */
  after(ms: number, action: () => void): () => void {
    if (this.closed) return nothing;
    const timer = setTimeout(() => {
      forget();
      action();
    }, ms);
    const forget = this.onClose(() => {
      clearTimeout(timer);
    });
    return () => {
      clearTimeout(timer);
      forget();
    };
  }

  /** Runs `action` every `ms`. @returns stops it */
  every(ms: number, action: () => void): () => void {
    if (this.closed) return nothing;
    const timer = setInterval(action, ms);
    const forget = this.onClose(() => {
      clearInterval(timer);
    });
    return () => {
      clearInterval(timer);
      forget();
    };
  }

  /** Listens to a DOM event until the scope closes. */
  listen(
    target: EventTarget,
    type: string,
    listener: (event: Event) => void,
    options: AddEventListenerOptions = {},
  ): void {
    if (this.closed) return;
    target.addEventListener(type, listener, { ...options, signal: this.signal });
  }

  /** Runs `ending` when the scope closes, or at once if it has closed already. @returns removes `ending` again */
  onClose(ending: () => void): () => void {
    if (this.closed) {
      ending();
      return nothing;
    }
    this.endings.add(ending);
    return () => {
      this.endings.delete(ending);
    };
  }

  /** Creates a scope that closes with this one, unless it is closed earlier. */
  child(): Scope {
    const child = new Scope();
    const forget = this.onClose(() => {
      child.close();
    });
    child.onClose(forget);
    return child;
  }

  /** Ends everything that the scope owns, the newest first. A second call does nothing. */
  close(): void {
    if (this.closed) return;
    const endings = [...this.endings].reverse();
    this.endings.clear();
    this.controller.abort();
    for (const ending of endings) ending();
  }
}

function nothing(): void {
  // Nothing was started, so nothing is to be stopped.
}
