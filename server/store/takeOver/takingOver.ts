import type { Clock } from '../../system/Clock';
import type { TextTableName } from '../statements';
import type { TextTable } from '../Store';
import { asFault } from '../writeChanges';
import { insertIfAbsent, type TakeOverStore } from './takeOverLevel';

/** Texts that 1.0.0 kept in Redis. */
export interface EarlierTexts {
  all(): Promise<ReadonlyMap<string, string>>;
  delete(id: string): Promise<void>;
}

/** Pause before it is tried again, ms. */
const AGAIN_MS = 5_000;

/** A table of the store, and what ends the attempts to take texts over into it. */
export interface TakingOver {
  readonly table: TextTable;
  readonly close: () => void;
}

/**
 * A table that first takes over what 1.0.0 has left in Redis, each time it is read: backends read it when they begin to
 * lead, and another one may have been of 1.0.0 until then. While that fails the store is incomplete; the table is read all
 * the same, and what can be taken over later is told of as added. Owns one timer.
 * @param onFault called when it fails
 */
export function takingOver(
  table: TextTable,
  name: TextTableName,
  store: TakeOverStore,
  earlier: EarlierTexts,
  clock: Clock,
  onFault: (cause: unknown) => void,
): TakingOver {
  let stop = (): void => undefined;
  let isClosed = false;
  const move = async (): Promise<number> => {
    const texts = await earlier.all();
    if (texts.size === 0) return 0;
    await store.writeNow([...texts].map(([id, text]) => insertIfAbsent(name, id, text)));
    for (const id of texts.keys()) await earlier.delete(id);
    return texts.size;
  };
  const tryToMove = async (isLate: boolean): Promise<void> => {
    stop();
    try {
      const moved = await move();
      store.noteMissing(name, null);
      if (isLate && moved > 0) store.noteAdded();
    } catch (error) {
      store.noteMissing(name, asFault(error));
      if (!isLate) onFault(error);
      if (!isClosed) stop = clock.after(AGAIN_MS, () => void tryToMove(true));
    }
  };
  return {
    table: {
      put: (id, text) => table.put(id, text),
      delete: (id) => table.delete(id),
      all: async () => {
        await tryToMove(false);
        return table.all();
      },
    },
    close: () => {
      isClosed = true;
      stop();
    },
  };
}
