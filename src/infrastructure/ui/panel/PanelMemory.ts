import * as v from 'valibot';
import { Store, type Readable } from '../../../domain/Store';
import { defaultPlace, type Place } from './clampPlace';
import { toJson } from '../../../../protocol/toJson';

const memorySchema = v.object({
  place: v.object({
    side: v.picklist(['left', 'right']),
    x: v.pipe(v.number(), v.finite()),
    edge: v.picklist(['top', 'bottom']),
    y: v.pipe(v.number(), v.finite()),
  }),
  folded: v.boolean(),
  sound: v.optional(v.boolean(), true),
  systemNotice: v.optional(v.boolean(), false),
  shortcuts: v.optional(v.boolean(), true),
});

/** What this browser remembers of the agent's wishes. */
export interface Remembered {
  readonly place: Place;
  readonly folded: boolean;
  /** A soft ringtone while amoCRM is not looked at. */
  readonly sound: boolean;
  /** A notification of the operating system while amoCRM is not looked at. */
  readonly systemNotice: boolean;
  readonly shortcuts: boolean;
}

const KEY = 'asteriskng.panel';

/** Remembers the agent's wishes in this browser; without a working storage it forgets at the next page load. */
export class PanelMemory {
  private readonly store: Store<Remembered>;

  constructor(private readonly storage: () => Storage) {
    this.store = new Store(this.read());
  }

  get state(): Readable<Remembered> {
    return this.store;
  }

  get(): Remembered {
    return this.store.get();
  }

  set(change: Partial<Remembered>): void {
    this.store.set({ ...this.get(), ...change });
    try {
      this.storage().setItem(KEY, toJson(this.get()));
    } catch {
      // Storage is full or forbidden: the wishes are then kept for this page alone.
    }
  }

  private read(): Remembered {
    try {
      const parsed = v.safeParse(memorySchema, JSON.parse(this.storage().getItem(KEY) ?? 'null'));
      if (parsed.success) return parsed.output;
    } catch {
      // Forbidden storage or somebody else's text under our key: begin anew.
    }
    return { place: defaultPlace, folded: false, sound: true, systemNotice: false, shortcuts: true };
  }
}
