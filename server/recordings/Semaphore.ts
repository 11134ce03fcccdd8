/** Lets so many work at once; the others wait for their turn, up to a limit. */
export class Semaphore {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
  ) {}

  /** Runs `work` in its turn; null when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.running >= this.most) {
      if (this.waiting.length >= this.mostWaiting) return null;
      // Who ends hands the turn on, so `running` stays as it is.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
