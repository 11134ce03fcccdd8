import type { Database } from './Database';
import { storeMessages } from './messages';
import { statementsOf, type StoreChange } from './statements';
import { StoreFault } from './StoreFault';

/** What became of changes. */
export interface WrittenChanges {
  /** Why not all could be written; null: they could. */
  readonly fault: StoreFault | null;
  /** Those that are still to be written. */
  readonly left: readonly StoreChange[];
  /** Those that the database refuses, by a fault of ours. */
  readonly refused: readonly { readonly change: StoreChange; readonly why: StoreFault }[];
}

/**
 * Writes changes in one transaction. Where a statement of them is refused they are written one after the other, so that it
 * does not keep all others out. Never fails.
 */
export async function writeChanges(
  database: Pick<Database, 'write'>,
  changes: readonly StoreChange[],
): Promise<WrittenChanges> {
  if (changes.length === 0) return { fault: null, left: [], refused: [] };
  const fault = await writeOnce(database, changes);
  if (fault?.kind !== 'refused') return { fault, left: fault === null ? [] : changes, refused: [] };
  const refused: { change: StoreChange; why: StoreFault }[] = [];
  for (const [index, change] of changes.entries()) {
    const why = await writeOnce(database, [change]);
    if (why?.kind === 'refused') refused.push({ change, why });
    else if (why !== null) return { fault: why, left: changes.slice(index), refused };
  }
  return { fault: null, left: [], refused };
}

async function writeOnce(
  database: Pick<Database, 'write'>,
  changes: readonly StoreChange[],
): Promise<StoreFault | null> {
  try {
    await database.write(changes.flatMap(statementsOf));
    return null;
  } catch (error) {
    return asFault(error);
  }
}

/** Any error as the store's. */
export function asFault(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StoreFault('refused', storeMessages.refused(message), { cause: error });
}
