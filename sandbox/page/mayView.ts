import type { Card, User } from './Account';

/** May the user view the card? Pure. @param user undefined: it is not known who asks, and all may be viewed */
export function mayView(user: User | undefined, { responsible }: Card): boolean {
  return user?.viewsOwn !== true || responsible === user.id;
}
