import { FakeLocks } from './FakeLocks';
import { FakeTab } from './FakeTab';

/** The tabs of one user in one browser, in one process; they share locks and channels. */
export class FakeTabs {
  readonly locks = new FakeLocks();
  private readonly tabs: FakeTab[] = [];

  open(): FakeTab {
    const tab = new FakeTab(this.locks, () => this.tabs);
    this.tabs.push(tab);
    return tab;
  }

  /** Closes all tabs. */
  close(): void {
    for (const tab of this.tabs) tab.close();
  }
}
