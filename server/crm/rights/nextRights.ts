import type { AmoUser } from '../callers/amoAnswers';
import type { UsersById } from './mayView';

/** How long rights count that can't be read again, ms: longer than amoCRM is ever away, shorter than nobody notices. */
export const RIGHTS_KEPT_MS = 86_400_000;

/** Why the list of users is not read: amoCRM does not give it to this token, or does not answer. */
export type Unread = 'forbidden' | 'failed';

/**
 * What is known of the users' rights.
 *
 * ```
 * unread ──read──▶ known ──not read again for RIGHTS_KEPT_MS──▶ unread
 * ```
 * `why` is that of the last try; null: it was read, or was not tried yet.
 */
export type RightsState =
  | { readonly kind: 'unread'; readonly why: Unread | null }
  | {
      readonly kind: 'known';
      readonly users: readonly AmoUser[];
      /** When it was read, ms since 1970. */
      readonly at: number;
      readonly byId: UsersById;
      readonly byEmail: ReadonlyMap<string, AmoUser>;
      readonly why: Unread | null;
    };

/** What changes it. Times in ms since 1970. */
export type RightsEvent =
  /** `kept`: by an earlier process; it says nothing of how the last try went. */
  | { readonly type: 'read' | 'kept'; readonly users: readonly AmoUser[]; readonly at: number }
  | { readonly type: 'failed'; readonly why: Unread; readonly at: number };

/** The state after the event. */
export function nextRights(state: RightsState, event: RightsEvent): RightsState {
  if (event.type === 'failed') {
    const isGone = state.kind === 'unread' || event.at - state.at > RIGHTS_KEPT_MS;
    return isGone ? { kind: 'unread', why: event.why } : { ...state, why: event.why };
  }
  const { users, at } = event;
  return {
    kind: 'known',
    users,
    at,
    byId: new Map(users.map((user) => [user.id, user])),
    // As everywhere, of two users with one address the first counts.
    byEmail: new Map([...users].reverse().map((user) => [user.email?.toLowerCase() ?? '', user])),
    why: event.type === 'kept' ? state.why : null,
  };
}
