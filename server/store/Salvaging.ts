import { deleteFact, readFact, setFact } from './statements';
import type { Statement } from './Database';

/** Name of the fact that says which file that was put aside is still being copied from. */
const FACT = 'salvage';

/** Stands before the file's path until what the backend needs is copied. */
const WHOLE = 'whole:';

/** What is still to be copied. */
export interface Salvaging {
  readonly aside: string;
  /** Not even what the backend needs is copied; else history alone is left. */
  readonly isWhole: boolean;
}

export const READ_SALVAGING = readFact(FACT);
export const END_SALVAGING = deleteFact(FACT);

export function noteSalvaging({ aside, isWhole }: Salvaging): Statement {
  return setFact(FACT, isWhole ? `${WHOLE}${aside}` : aside);
}

/** Reads the row of `READ_SALVAGING`; null: nothing is copied. */
export function salvagingIn(row: Readonly<Record<string, unknown>> | undefined): Salvaging | null {
  const value = row?.['value'];
  if (typeof value !== 'string' || value === '') return null;
  return value.startsWith(WHOLE)
    ? { aside: value.slice(WHOLE.length), isWhole: true }
    : { aside: value, isWhole: false };
}
