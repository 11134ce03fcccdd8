import type { Account, User } from './Account';

/** The current user as in amoCRM's `constant('user')`. */
interface CurrentUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  /** Telephone of the profile; empty: none. */
  readonly personal_mobile: string;
}

/** A user as in amoCRM's `constant('managers')`. */
interface HostUser {
  readonly id: string;
  readonly title: string;
  readonly login: string;
}

/**
 * amoCRM's `constant`, for `user`, `managers` (users by id) and `account`.
 * @param number of the current user, from 1
 */
export function constant(name: string, account: Account, number: number): object | undefined {
  switch (name) {
    case 'user':
      return currentUser(account.users[number - 1]);
    case 'managers':
      return Object.fromEntries(account.users.map((user) => [user.id, hostUser(user)]));
    case 'account':
      return { id: 1, subdomain: 'sandbox', language: document.documentElement.lang };
    default:
      return undefined;
  }
}

function currentUser(user: User | undefined): CurrentUser | undefined {
  return user && { id: user.id, login: user.email, name: user.name, personal_mobile: user.extension };
}

function hostUser({ id, name, email }: User): HostUser {
  return { id: String(id), title: name, login: email };
}
