import type { Timer } from '../../src/domain/Timer';

/** A clock that only the test moves on. It implements the widget's `Timer` and the backend's `Clock`. */
export class FakeTimer implements Timer {
  private time = 1_763_700_000_000;
  private jumped = 0;
  private readonly due = new Set<{ readonly at: number; readonly action: () => void }>();

  now(): number {
    return this.time + this.jumped;
  }

  /** Goes on evenly, whatever `jump` has done. */
  elapsed(): number {
    return this.time;
  }

  /** The machine's clock is corrected: timers and `elapsed` do not notice. */
  jump(ms: number): void {
    this.jumped += ms;
  }

  after(ms: number, action: () => void): () => void {
    const entry = { at: this.time + ms, action };
    this.due.add(entry);
    return () => {
      this.due.delete(entry);
    };
  }

  /** Number of timers that are set. */
  get pending(): number {
    return this.due.size;
  }

  /** Moves the clock on by `ms`; runs timers and promise callbacks that become due. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = [...this.due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.due.delete(next);
      this.time = next.at;
      next.action();
      await settle();
    }
    this.time = end;
  }
}

/** Waits until the callbacks of all settled promises have run, and of those that they settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
