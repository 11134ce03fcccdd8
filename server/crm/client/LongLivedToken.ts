import type { AccessTokens } from './AccessTokens';
import { AmoFault } from './AmoFault';

/** A token that an administrator created in amoCRM. It can't be renewed. */
export class LongLivedToken implements AccessTokens {
  constructor(private readonly token: string) {}

  current(): Promise<string> {
    return Promise.resolve(this.token);
  }

  renew(): Promise<string> {
    return Promise.reject(new AmoFault('unauthorized', 'the long-lived token is refused', false));
  }
}
