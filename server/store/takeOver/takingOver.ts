import type { TextTableName } from '../statements';
import type { TextTable } from '../Store';
import { asFault } from '../writeChanges';
import { insertIfAbsent, type TakeOverStore } from './takeOverLevel';

/** Texts that 1.0.0 kept in Redis. */
export interface EarlierTexts {
  all(): Promise<ReadonlyMap<string, string>>;
  delete(id: string): Promise<void>;
}

/**
 * A table that first takes over what 1.0.0 has left in Redis, each time it is read: backends read it when they begin to
 * lead, and another one may have been of 1.0.0 until then. While that fails the store is incomplete; the table is read all
 * the same.
 * @param onFault called when it fails
 */
export function takingOver(
  table: TextTable,
  name: TextTableName,
  store: TakeOverStore,
  earlier: EarlierTexts,
  onFault: (cause: unknown) => void,
): TextTable {
  const move = async (): Promise<void> => {
    const texts = await earlier.all();
    if (texts.size === 0) return;
    await store.writeNow([...texts].map(([id, text]) => insertIfAbsent(name, id, text)));
    for (const id of texts.keys()) await earlier.delete(id);
  };
  return {
    put: (id, text) => table.put(id, text),
    delete: (id) => table.delete(id),
    all: async () => {
      try {
        await move();
        store.noteMissing(name, null);
      } catch (error) {
        store.noteMissing(name, asFault(error));
        onFault(error);
      }
      return table.all();
    },
  };
}
