import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import type { ProvenUser } from '../rpc/Identity';
import type { Clock } from '../system/Clock';

/** How long a session is good, s. */
export const SESSION_S = 900;

/** Difference of the clocks of a cluster's backends that is allowed for, s. */
const SKEW_S = 10;

const AUDIENCE = 'asterisk-ng-widget';

const claimsSchema = v.object({
  account: v.number(),
  user: v.number(),
  email: v.pipe(v.string(), v.maxLength(320)),
});

/**
 * Makes and reads session tokens: JWT, HS256. Their keys are derived (HKDF, SHA-256) from the integration's secrets and
 * kept nowhere: who has such a secret can make amoCRM's tokens anyway, so a key of its own would protect no more, while
 * this one is the same at each backend of a cluster and after a restart, and changes with the secret. Being another key
 * than the secret, it makes neither kind of token pass for the other.
 */
export class SessionTokens {
  private readonly keys: readonly Uint8Array[];

  constructor(
    secrets: readonly string[],
    private readonly accountId: number,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.keys = secrets.map(
      (secret) => new Uint8Array(hkdfSync('sha256', secret, '', `asterisk-ng session ${accountId}`, 32)),
    );
  }

  /** Signs a session of `SESSION_S` seconds, with the key of the first secret. */
  sign({ userId, email }: ProvenUser): Promise<string> {
    const now = Math.floor(this.clock.now() / 1_000);
    const [key] = this.keys;
    if (key === undefined) throw new Error('there is no secret');
    return new SignJWT({ account: this.accountId, user: userId, email })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + SESSION_S)
      .sign(key);
  }

  /** The user of a session; null: it has ended, or no key of ours has signed it for this account. Never rejects. */
  async read(token: string): Promise<ProvenUser | null> {
    for (const key of this.keys) {
      const payload = await this.readBy(key, token);
      if (payload === null) continue;
      const claims = v.safeParse(claimsSchema, payload);
      if (!claims.success || claims.output.account !== this.accountId) return null;
      return { userId: claims.output.user, email: claims.output.email };
    }
    return null;
  }

  private async readBy(key: Uint8Array, token: string): Promise<object | null> {
    const checks = {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      clockTolerance: SKEW_S,
      // Also refuses one that was made in the future.
      maxTokenAge: SESSION_S,
      requiredClaims: ['exp'],
      currentDate: new Date(this.clock.now()),
    };
    return jwtVerify(token, key, checks).then(
      ({ payload }) => payload,
      () => null,
    );
  }
}
