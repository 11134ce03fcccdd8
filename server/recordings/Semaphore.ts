/** Limits how many pieces of work run at the same time; others wait in the order of their calls, up to a limit. */
export class Semaphore {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
  ) {}

  /**
   * Runs `work` as soon as there is room and settles as it does; resolves with null, without running it, when too many wait, or
   * when the signal is aborted before its turn.
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
    if (this.running < this.maxRunning) this.running += 1;
    else if (!(await this.turn(signal))) return null;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  /** False: there is none. The work that ends passes its place on, so `running` does not change. */
  private turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || this.waiting.length >= this.maxWaiting) return Promise.resolve(false);
    return new Promise((resolve) => {
      const begin = (): void => {
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        resolve(false);
      };
      this.waiting.push(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
