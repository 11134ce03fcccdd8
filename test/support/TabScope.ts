import { Scope } from '../../src/system/Scope';
import type { FakeTab } from './FakeTab';

/** A scope whose timers do not run while its tab is frozen. */
export class TabScope extends Scope {
  constructor(private readonly tab: FakeTab) {
    super();
  }

  override after(ms: number, action: () => void): () => void {
    let isStopped = false;
    const stop = super.after(ms, () => {
      this.tab.run(() => {
        if (!isStopped && !this.closed) action();
      });
    });
    return () => {
      isStopped = true;
      stop();
    };
  }

  override every(ms: number, action: () => void): () => void {
    return super.every(ms, () => {
      this.tab.run(() => {
        if (!this.closed) action();
      });
    });
  }

  override child(): Scope {
    const child = new TabScope(this.tab);
    const forget = this.onClose(() => {
      child.close();
    });
    child.onClose(forget);
    return child;
  }
}
