import * as v from 'valibot';
import { defaultPlace, type Place } from './clampPlace';

const memorySchema = v.object({
  place: v.object({
    side: v.picklist(['left', 'right']),
    x: v.pipe(v.number(), v.finite()),
    edge: v.picklist(['top', 'bottom']),
    y: v.pipe(v.number(), v.finite()),
  }),
  folded: v.boolean(),
});

/** What the panel remembers. */
export interface Remembered {
  readonly place: Place;
  readonly folded: boolean;
}

const KEY = 'asteriskng.panel';

/** Remembers the panel's place in this browser; without a working storage it forgets at the next page load. */
export class PanelMemory {
  private current: Remembered;

  constructor(private readonly storage: () => Storage) {
    this.current = this.read();
  }

  get(): Remembered {
    return this.current;
  }

  set(remembered: Remembered): void {
    this.current = remembered;
    try {
      this.storage().setItem(KEY, JSON.stringify(remembered));
    } catch {
      // Storage is full or forbidden: the place is then kept for this page alone.
    }
  }

  private read(): Remembered {
    try {
      const parsed = v.safeParse(memorySchema, JSON.parse(this.storage().getItem(KEY) ?? 'null'));
      if (parsed.success) return parsed.output;
    } catch {
      // Forbidden storage or somebody else's text under our key: begin anew.
    }
    return { place: defaultPlace, folded: false };
  }
}
