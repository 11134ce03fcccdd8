import type { Scope } from '../../src/system/Scope';
import { FakeBroadcastChannel } from './FakeBroadcastChannel';
import type { FakeLocks } from './FakeLocks';
import { TabScope } from './TabScope';

/**
 * A tab of the browser. Frozen, nothing in it runs: timers, messages, locks and answers wait for its thaw.
 * Closed, nothing in it runs any more, and the browser frees its locks.
 */
export class FakeTab {
  /** Owner of all that the page in it does. */
  readonly scope: Scope = new TabScope(this);
  readonly locks: LockManager;
  readonly document: Document;
  readonly window: Window;
  private state: 'running' | 'frozen' | 'closed' = 'running';
  private waiting: (() => void)[] = [];
  private readonly channels: FakeBroadcastChannel[] = [];
  private visibility: DocumentVisibilityState = 'visible';

  constructor(
    private readonly shared: FakeLocks,
    private readonly tabs: () => readonly FakeTab[],
  ) {
    this.locks = shared.managerOf(this);
    // Of the page nothing but its events and its visibility is used here.
    this.window = new EventTarget() as unknown as Window;
    this.document = Object.defineProperty(new EventTarget(), 'visibilityState', {
      get: () => this.visibility,
    }) as unknown as Document;
  }

  /** A line to the other tabs. */
  channel(name: string): BroadcastChannel {
    const channel = new FakeBroadcastChannel(name, (data) => {
      for (const tab of this.tabs())
        for (const other of tab.channels)
          if (other !== channel && other.name === name)
            tab.later(() => {
              other.hear(data);
            });
    });
    this.channels.push(channel);
    return channel as unknown as BroadcastChannel;
  }

  /** Runs something in the tab: now, or at its thaw. */
  run(action: () => void): void {
    if (this.state === 'running') action();
    else if (this.state === 'frozen') this.waiting.push(action);
  }

  /** Runs something in the tab when what runs now has ended. */
  later(action: () => void): void {
    void Promise.resolve().then(() => {
      this.run(action);
    });
  }

  freeze(): void {
    if (this.state === 'running') this.state = 'frozen';
  }

  thaw(): void {
    if (this.state !== 'frozen') return;
    this.state = 'running';
    for (const action of this.waiting.splice(0)) action();
  }

  look(visibility: DocumentVisibilityState): void {
    this.visibility = visibility;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  /** As the browser does it: without a word to the page. */
  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.waiting = [];
    for (const channel of this.channels) channel.close();
    this.shared.forget(this);
    // What is left of its timers must not outlive the test.
    this.scope.close();
  }
}
