/** Carries out what one agent asks for one after another, so that a command finds what the one before it has done. */
export class KeyedQueue {
  private readonly last = new Map<string, Promise<void>>();

  /** How many agents have something under way. */
  get size(): number {
    return this.last.size;
  }

  /** Runs `action` once all earlier ones of this agent are through, whatever became of them. */
  async run<Result>(extension: string, action: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(extension) ?? Promise.resolve();
    const result = before.then(action);
    const through = result.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(extension, through);
    try {
      return await result;
    } finally {
      if (this.last.get(extension) === through) this.last.delete(extension);
    }
  }
}
