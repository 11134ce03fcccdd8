import * as v from 'valibot';
import type { Language } from '../system/Message';
import type { StoreState } from './Store';
import { lossText, type StoreLoss } from './StoreLoss';

/** What a running backend says of its store, in `/health`; `check` reads it, so that both speak of one state. */
export const storeHealthSchema = v.object({
  /**
   * `incomplete`: it works, and lacks what 1.0.0 has left. `failing`: changes are held in memory. `closed`: the backend
   * starts or stops.
   */
  state: v.picklist(['ready', 'incomplete', 'failing', 'closed']),
  /** Why it is not `ready`: a `StoreFaultKind`, the same in every language. */
  code: v.optional(v.string()),
  /** The same for people, in the backend's language. */
  reason: v.optional(v.string()),
  /** Changes that wait in memory. */
  held: v.number(),
  /** Entries that were lost, until the operator accepts that. `at` as in ISO 8601; `file`: what was put aside. */
  losses: v.array(
    v.object({ kind: v.string(), at: v.string(), file: v.optional(v.string()), text: v.string() }),
  ),
});

export type StoreHealth = v.InferOutput<typeof storeHealthSchema>;

/** The state as it is reported. @param language of the texts for people */
export function storeHealth(
  state: StoreState,
  losses: readonly StoreLoss[],
  language: Language,
): StoreHealth {
  return {
    state: state.kind,
    ...('reason' in state && { code: state.code, reason: state.reason[language] }),
    held: state.kind === 'failing' ? state.held : 0,
    losses: losses.map((loss) => ({
      kind: loss.kind,
      at: new Date(loss.at).toISOString(),
      ...(loss.aside !== null && { file: loss.aside }),
      text: lossText(loss)[language],
    })),
  };
}

/** Is there nothing that the operator should look at? */
export function isStoreWell({ state, losses }: StoreHealth): boolean {
  return state !== 'failing' && state !== 'incomplete' && losses.length === 0;
}
