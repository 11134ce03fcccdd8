/** Runs actions with the same key one after another, so that an agent's command sees the effect of the one before. */
export class KeyedQueue {
  private readonly last = new Map<string, Promise<void>>();

  /** Number of keys with an action under way. */
  get size(): number {
    return this.last.size;
  }

  /** Runs `action` after all earlier ones with this key have settled. */
  async run<Result>(key: string, action: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(key) ?? Promise.resolve();
    const result = before.then(action);
    const through = result.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(key, through);
    try {
      return await result;
    } finally {
      if (this.last.get(key) === through) this.last.delete(key);
    }
  }
}
