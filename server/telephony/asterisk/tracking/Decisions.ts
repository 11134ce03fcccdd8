import type { Clock } from '../../../system/Clock';

/** How long to wait for what an event leaves open, such as whether the other end hangs up, too, ms. */
const DECISION_MS = 500;

/** Whole calls of which something is not known yet: after a while it is decided without. */
export class Decisions {
  private readonly open = new Map<string, () => void>();

  constructor(
    private readonly clock: Pick<Clock, 'after'>,
    private readonly decide: (id: string) => void,
  ) {}

  get size(): number {
    return this.open.size;
  }

  /** Starts the wait, or stops it when all is known. */
  schedule(id: string, isUndecided: boolean): void {
    const stop = this.open.get(id);
    if (isUndecided === (stop !== undefined)) return;
    if (stop !== undefined) {
      stop();
      this.open.delete(id);
      return;
    }
    const decide = (): void => {
      this.open.delete(id);
      this.decide(id);
    };
    this.open.set(id, this.clock.after(DECISION_MS, decide));
  }

  /** Stops all waits. */
  close(): void {
    for (const stop of this.open.values()) stop();
    this.open.clear();
  }
}
