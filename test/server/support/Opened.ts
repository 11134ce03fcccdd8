/** What ends with the test that has opened it. */
interface Closed {
  close(): Promise<unknown>;
}

/** What a test has opened, so that it ends also when the test fails while it opens more: an open process would keep jest running. */
export class Opened {
  private all: Closed[] = [];

  /** Waits until it is open. */
  async add<One extends Closed>(opening: Promise<One>): Promise<One> {
    const one = await opening;
    this.all.push(one);
    return one;
  }

  /** Closes all, the last one first, also when one of them can't be closed. */
  async close(): Promise<void> {
    const all = this.all.reverse();
    this.all = [];
    const faults: unknown[] = [];
    for (const one of all) await one.close().catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw new AggregateError(faults, 'some of what was opened could not be closed');
  }
}
