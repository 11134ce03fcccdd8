import * as v from 'valibot';
import type { AmoUser } from '../callers/amoAnswers';
import { keptRights } from '../rights/UserRights';

/** Longest list of users that is kept. */
const MAX_USERS = 5_000;

const keptUsers = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      id: v.number(),
      name: v.nullable(v.string()),
      email: v.nullable(v.string()),
      rights: v.optional(v.nullable(keptRights), null),
    }),
  ),
);

/** Users of the account as they were last read: who they are needs no request while it rings. */
export class IndexedUsers {
  private list: readonly AmoUser[] = [];

  all(): Promise<readonly AmoUser[]> {
    return Promise.resolve(this.list);
  }

  /** Null: there is no such user. */
  byId(id: number): AmoUser | null {
    return this.list.find((user) => user.id === id) ?? null;
  }

  nameOf(id: number): Promise<string | null> {
    return Promise.resolve(this.list.find((user) => user.id === id)?.name ?? null);
  }

  /** By this `load` has the list again. */
  get text(): string {
    return JSON.stringify(this.list);
  }

  /** Takes over a new list. @returns the new `text` */
  replace(users: readonly AmoUser[]): string {
    this.list = users.slice(0, MAX_USERS);
    return this.text;
  }

  load(text: string | undefined): void {
    const parsed = v.safeParse(keptUsers, text);
    if (parsed.success) this.list = parsed.output;
  }
}
