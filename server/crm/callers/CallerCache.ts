import { numberKey } from '../../calls/numberKey';
import type { Clock } from '../../system/Clock';
import { amoPhoneKey } from './amoPhoneKey';
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
    const key = numberKey(number);
    const found = this.kept.get(key);
    if (found === undefined) return null;
    if (found.until > this.clock.now()) return found.caller;
    this.kept.delete(key);
    return null;
  }

  /** @param ms how long it is valid */
  put(number: string, caller: AmoCaller, ms: number): void {
    const key = numberKey(number);
    this.kept.delete(key);
    this.kept.set(key, { caller, until: this.clock.now() + ms });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.limit) break;
      this.kept.delete(oldest);
    }
  }

  /** Drops callers that were read from these cards or have these numbers. */
  drop(sources: ReadonlySet<string>, numbers: readonly string[]): void {
    const phones = new Set(numbers.map(amoPhoneKey));
    for (const [key, { caller }] of this.kept)
      if (phones.has(amoPhoneKey(key)) || caller.sources.some((source) => sources.has(source)))
        this.kept.delete(key);
  }
}
