/** The time is divided into this many parts, each counted by itself. */
const PARTS = 24;

interface Counted {
  /** Number of the part of time. */
  readonly part: number;
  count: number;
}

/** Counts what happened under each name in the last `periodMs`; names of which nothing is left are dropped. */
export class SlidingCount {
  private readonly byName = new Map<string, Counted[]>();
  private sweptAt: number;

  constructor(
    private readonly periodMs: number,
    /** ms of a clock that never goes back. */
    private readonly now: () => number,
  ) {
    this.sweptAt = this.part();
  }

  /** How often `name` was added. What happened up to a 24th of the period before it may still be counted. */
  of(name: string): number {
    return (this.byName.get(name) ?? []).reduce(
      (sum, { part, count }) => (this.isPast(part) ? sum : sum + count),
      0,
    );
  }

  add(name: string): void {
    this.sweep();
    const part = this.part();
    const counted = this.byName.get(name) ?? [];
    this.byName.set(name, counted);
    const last = counted.at(-1);
    if (last?.part === part) last.count += 1;
    else counted.push({ part, count: 1 });
  }

  /** Drops what is past, once in each part of the time. */
  private sweep(): void {
    const part = this.part();
    if (this.sweptAt === part) return;
    this.sweptAt = part;
    for (const [name, counted] of this.byName) {
      const left = counted.filter((one) => !this.isPast(one.part));
      if (left.length === 0) this.byName.delete(name);
      else this.byName.set(name, left);
    }
  }

  private part(): number {
    return Math.floor((this.now() / this.periodMs) * PARTS);
  }

  private isPast(part: number): boolean {
    return this.part() - part > PARTS;
  }
}
