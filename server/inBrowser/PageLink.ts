import type { PageFault } from './PageFault';

/**
 *     opening --up--> up <--up-- down
 *     opening, up --down(fault)--> down
 */
type State = { readonly type: 'opening' | 'up' } | { readonly type: 'down'; readonly fault: PageFault };

/** State of the login at the softswitch, with promises for its changes. */
export class PageLink {
  private state: State = { type: 'opening' };
  private readonly watchers = new Set<() => void>();

  get isUp(): boolean {
    return this.state.type === 'up';
  }

  /** Null: logged in, or not tried yet. */
  get fault(): PageFault | null {
    return this.state.type === 'down' ? this.state.fault : null;
  }

  up(): void {
    this.change({ type: 'up' });
  }

  down(fault: PageFault): void {
    this.change({ type: 'down', fault });
  }

  /** Resolves once the login has succeeded or failed, or the signal is aborted. */
  tried(signal: AbortSignal): Promise<void> {
    return this.until(() => this.state.type !== 'opening', signal);
  }

  /** Resolves once the login is lost, or the signal is aborted. */
  lost(signal: AbortSignal): Promise<void> {
    return this.until(() => this.state.type === 'down', signal);
  }

  private until(isReached: () => boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!isReached() && !signal.aborted) return;
        this.watchers.delete(check);
        signal.removeEventListener('abort', check);
        resolve();
      };
      this.watchers.add(check);
      signal.addEventListener('abort', check);
      check();
    });
  }

  private change(state: State): void {
    this.state = state;
    for (const check of [...this.watchers]) check();
  }
}
