import { phoneEnd, phoneKey } from '../../../protocol/isSamePhone';
import type { Clock } from '../../system/Clock';
import type { AmoCaller } from './AmoCaller';

/** Largest number of entries; the oldest is dropped first. */
const LIMIT = 10_000;

/** Caches callers by number for a limited time. */
export class CallerCache {
  private readonly kept = new Map<string, { readonly caller: AmoCaller; readonly until: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly limit = LIMIT,
  ) {}

  get size(): number {
    return this.kept.size;
  }

  get(number: string): AmoCaller | null {
    const key = phoneKey(number);
    const found = this.kept.get(key);
    if (found === undefined) return null;
    if (found.until > this.clock.now()) return found.caller;
    this.kept.delete(key);
    return null;
  }

  /** @param ms how long it is valid */
  put(number: string, caller: AmoCaller, ms: number): void {
    const key = phoneKey(number);
    this.kept.delete(key);
    this.kept.set(key, { caller, until: this.clock.now() + ms });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.limit) break;
      this.kept.delete(oldest);
    }
  }

  /** Drops callers that were read from these cards or have these numbers, or ones that end alike. */
  drop(sources: ReadonlySet<string>, numbers: readonly string[]): void {
    const ends = new Set(numbers.map(phoneEnd));
    for (const [key, { caller }] of this.kept)
      if (ends.has(phoneEnd(key)) || caller.sources.some((source) => sources.has(source)))
        this.kept.delete(key);
  }
}
