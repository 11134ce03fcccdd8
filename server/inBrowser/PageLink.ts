import type { PageFault } from './PageFault';

/**
 *     opening --up--> up <--up-- down
 *     opening, up --down(fault)--> down
 */
type State = { readonly type: 'opening' | 'up' } | { readonly type: 'down'; readonly fault: PageFault };

/** Whether the login at the softswitch stands, and who waits for that. */
export class PageLink {
  private state: State = { type: 'opening' };
  private readonly watchers = new Set<() => void>();

  get isUp(): boolean {
    return this.state.type === 'up';
  }

  /** Null: it stands, or has not been tried yet. */
  get fault(): PageFault | null {
    return this.state.type === 'down' ? this.state.fault : null;
  }

  up(): void {
    this.change({ type: 'up' });
  }

  down(fault: PageFault): void {
    this.change({ type: 'down', fault });
  }

  /** Resolves once the login was tried, whatever came of it, or the signal is aborted. */
  tried(signal: AbortSignal): Promise<void> {
    return this.until(() => this.state.type !== 'opening', signal);
  }

  /** Resolves once the login is lost, or the signal is aborted. */
  lost(signal: AbortSignal): Promise<void> {
    return this.until(() => this.state.type === 'down', signal);
  }

  private until(isSo: () => boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo() && !signal.aborted) return;
        this.watchers.delete(look);
        signal.removeEventListener('abort', look);
        resolve();
      };
      this.watchers.add(look);
      signal.addEventListener('abort', look);
      look();
    });
  }

  private change(state: State): void {
    this.state = state;
    for (const look of [...this.watchers]) look();
  }
}
