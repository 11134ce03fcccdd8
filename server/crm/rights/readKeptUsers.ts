import * as v from 'valibot';
import type { AmoUser } from '../callers/amoAnswers';
import { keptRights } from './UserRights';

/** Name of the note in the store. */
export const RIGHTS_NOTE = 'rights';

const text = v.nullable(v.string());

const keptSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    /** When the list was read, ms since 1970. */
    at: v.number(),
    users: v.array(v.object({ id: v.number(), name: text, email: text, rights: v.nullable(keptRights) })),
  }),
);

/** The list of users with their rights, as an earlier process has kept it; null: it has not, or it can't be read. */
export function readKeptUsers(note: string | undefined): v.InferOutput<typeof keptSchema> | null {
  const parsed = v.safeParse(keptSchema, note);
  return parsed.success ? parsed.output : null;
}

/** The text from which `readKeptUsers` reads it. */
export function keptUsersText(users: readonly AmoUser[], at: number): string {
  return JSON.stringify({ at, users });
}
