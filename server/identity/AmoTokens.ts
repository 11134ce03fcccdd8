import { errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { Clock } from '../system/Clock';
import type { RequiredIdentity } from './identitySettings';

/** Difference of the clocks of amoCRM and this machine that is allowed for, s. */
const SKEW_S = 120;

/** How long amoCRM's tokens live, s (documented: 30 minutes). A token that claims more is not amoCRM's. */
const LIFE_S = 1_800;

/** Longest token that is looked at. */
const MAX_LENGTH = 4_096;

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** What amoCRM's tokens say besides `iss`, `aud` and times. */
const claimsSchema = v.object({
  account_id: id,
  user_id: id,
  client_uuid: v.pipe(v.string(), v.toLowerCase()),
});

/** What a token turned out to be; `why` is for the log and holds nothing of the token. */
export type AmoTokenVerdict =
  | { readonly kind: 'good'; readonly userId: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Checks the tokens that amoCRM gives to the widget for the user who is logged in: JWT, HS256 by the integration's
 * secret (documented: amoCRM, "One-time tokens"). The same token may come many times, since amoCRM caches it.
 */
export class AmoTokens {
  private readonly keys: readonly Uint8Array[];

  constructor(
    private readonly settings: Omit<RequiredIdentity, 'mode' | 'ask'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.keys = settings.secrets.map((secret) => new TextEncoder().encode(secret));
  }

  /** Never rejects. @param token null: the request has none */
  async verify(token: string | null): Promise<AmoTokenVerdict> {
    if (token === null) return { kind: 'refused', why: 'no token' };
    if (token.length > MAX_LENGTH) return { kind: 'refused', why: 'too long' };
    let verdict: AmoTokenVerdict = { kind: 'refused', why: 'no secret' };
    for (const key of this.keys) {
      verdict = await this.verifyBy(key, token);
      // Another secret helps only against a wrong signature.
      if (verdict.kind !== 'refused' || verdict.why !== WRONG_SIGNATURE) break;
    }
    return verdict;
  }

  private async verifyBy(key: Uint8Array, token: string): Promise<AmoTokenVerdict> {
    const { account, accountId, clientId, redirectUri } = this.settings;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer: spellings(account),
        audience: spellings(redirectUri),
        clockTolerance: SKEW_S,
        maxTokenAge: LIFE_S,
        requiredClaims: ['exp', 'nbf', 'iat'],
        currentDate: new Date(this.clock.now()),
      });
      const claims = v.safeParse(claimsSchema, payload);
      if (!claims.success) return { kind: 'refused', why: 'claims' };
      if (claims.output.account_id !== accountId) return { kind: 'refused', why: 'account_id' };
      if (claims.output.client_uuid !== clientId) return { kind: 'refused', why: 'client_uuid' };
      return { kind: 'good', userId: claims.output.user_id };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { kind: 'expired' };
      if (error instanceof errors.JWTClaimValidationFailed) return { kind: 'refused', why: error.claim };
      return { kind: 'refused', why: error instanceof errors.JOSEError ? error.code : 'unreadable' };
    }
  }
}

const WRONG_SIGNATURE = new errors.JWSSignatureVerificationFailed().code;

/** How a token may spell an address: amoCRM's documents show none, so with or without scheme and final slash. */
function spellings(origin: string): string[] {
  return [origin, `${origin}/`, new URL(origin).host];
}
