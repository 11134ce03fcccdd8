/** How long a done job is remembered, ms: a call is reported twice within a shorter time only. */
const KEPT_MS = 7 * 86_400_000;

/** Ids of done jobs, so that one added again is ignored. In memory, the oldest first. */
export class DoneJobs {
  private readonly ended = new Map<string, number>();

  has(id: string): boolean {
    return this.ended.has(id);
  }

  /** @param at ms since 1970 */
  add(id: string, at: number): void {
    this.ended.set(id, at);
  }

  /** All, with the time at which each was done, ms since 1970. */
  all(): readonly (readonly [id: string, at: number])[] {
    return [...this.ended];
  }

  /** Removes and returns those that are too old. */
  takeOld(now: number): readonly string[] {
    const old: string[] = [];
    for (const [id, at] of this.ended) {
      if (at + KEPT_MS > now) break;
      old.push(id);
    }
    for (const id of old) this.ended.delete(id);
    return old;
  }
}
