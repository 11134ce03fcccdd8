import type { User } from './page/accountShapes';

/** The users with these e-mails in place of their own, the first user first. */
export function withEmails(users: readonly User[], emails: readonly string[]): readonly User[] {
  return users.map((user, index) => ({ ...user, email: emails[index] ?? user.email }));
}
