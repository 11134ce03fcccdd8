import type { Account, User } from './accountShapes';

/** A user as amoCRM's `constant('user')` has it: the telephone of their profile, empty for none. */
interface CurrentUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly personal_mobile: string;
}

/** A user as amoCRM's `constant('managers')` has it. */
interface HostUser {
  readonly id: string;
  readonly title: string;
  readonly login: string;
}

/** amoCRM's `constant`: the user, the users by id (`managers`), or the account. Others are undefined. */
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
