import type { StoreChange } from './statements';

/** Key of the entry that a change is of, over all tables. */
export function entryKey({ table, id }: StoreChange): string {
  return `${table} ${id}`;
}
