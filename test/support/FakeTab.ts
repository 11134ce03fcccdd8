import type { Scope } from '../../src/system/Scope';
import { FakeBroadcastChannel } from './FakeBroadcastChannel';
import type { FakeLocks } from './FakeLocks';
import { TabScope } from './TabScope';

/**
 * A tab of the browser. While it is frozen nothing runs in it: timers, messages, locks and answers wait until it is
 * thawed. Once it is closed nothing runs in it, and the browser frees its locks.
 */
export class FakeTab {
  /** Scope of the page in this tab. */
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
    // The code under test uses only the page's events and its visibility.
    this.window = new EventTarget() as unknown as Window;
    this.document = Object.defineProperty(new EventTarget(), 'visibilityState', {
      get: () => this.visibility,
    }) as unknown as Document;
  }

  /** Opens this tab's end of a channel to the other tabs. */
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

  /** Runs something in the tab: now or, if it is frozen, when it is thawed. */
  run(action: () => void): void {
    if (this.state === 'running') action();
    else if (this.state === 'frozen') this.waiting.push(action);
  }

  /** Runs something in the tab after the current task. */
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

  /** Closes the tab as the browser does, without an event to the page. */
  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.waiting = [];
    for (const channel of this.channels) channel.close();
    this.shared.forget(this);
    // Its timers must not outlive the test.
    this.scope.close();
  }
}
