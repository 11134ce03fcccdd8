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

/** Place and state of the panel and the agent's preferences. */
export interface StoredPreferences {
  readonly place: Place;
  readonly folded: boolean;
  /** A ringtone while all tabs of amoCRM are hidden. */
  readonly sound: boolean;
  /** A notification of the operating system while all tabs of amoCRM are hidden. */
  readonly systemNotice: boolean;
  /** Keyboard shortcuts. */
  readonly shortcuts: boolean;
}

/** Key in `localStorage`. */
const KEY = 'asteriskng.panel';

/** Keeps the preferences in the browser's storage; where storage does not work, until the page is left. */
export class PanelMemory {
  private readonly store: Store<StoredPreferences>;

  /** @param storage may throw, as `window.localStorage` does where it is forbidden */
  constructor(private readonly storage: () => Storage) {
    this.store = new Store(this.read());
  }

  get state(): Readable<StoredPreferences> {
    return this.store;
  }

  get(): StoredPreferences {
    return this.store.get();
  }

  set(change: Partial<StoredPreferences>): void {
    this.store.set({ ...this.get(), ...change });
    try {
      this.storage().setItem(KEY, toJson(this.get()));
    } catch {
      // Storage is full or forbidden: the preferences are kept until the page is left.
    }
  }

  private read(): StoredPreferences {
    try {
      const parsed = v.safeParse(memorySchema, JSON.parse(this.storage().getItem(KEY) ?? 'null'));
      if (parsed.success) return parsed.output;
    } catch {
      // Storage is forbidden, or the text under the key is not JSON: use the defaults.
    }
    return { place: defaultPlace, folded: false, sound: true, systemNotice: false, shortcuts: true };
  }
}
