import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { ConfigurationInput } from '../../server/config/Configuration';

/** How long a token lives, s (documented). */
const LIFE_S = 1_800;

/** amoCRM's number of the imitated account. */
export const ACCOUNT_ID = 30_211_548;

/** Whom the backend names to a user without an extension; no user of the businesses has this number. */
const ASK = { ru: 'Марина Котова, доб. 100', en: 'Mary Cole, ext. 100' };

/** The section `identity` of a backend that accepts the integration's tokens. */
type IdentitySection = Extract<NonNullable<ConfigurationInput['identity']>, { mode: 'required' }>;

/**
 * The integration to which the widget belongs: amoCRM signs tokens of its users with the integration's secret, as
 * documented ("One-time tokens"). How `iss` and `aud` are spelt is assumed: with scheme, without a final slash.
 */
export class AmoIntegration {
  /** `client_uuid` of the tokens. */
  readonly clientId = '5f0a1c2e-7d34-4b8a-9e61-2c0d8b7f4a13';
  private readonly redirectUri = 'https://telephony.example.com';

  /**
   * @param now the account's time, ms since 1970
   * @param secret of the integration
   */
  constructor(
    private readonly now: () => number,
    readonly secret = randomBytes(32).toString('hex'),
  ) {}

  /** Signs a token of this user, of the account at this address. */
  token(userId: number, account: string): Promise<string> {
    const at = Math.floor(this.now() / 1_000);
    return new SignJWT({ account_id: ACCOUNT_ID, user_id: userId, client_uuid: this.clientId })
      .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
      .setIssuer(account)
      .setAudience(this.redirectUri)
      .setJti(randomUUID())
      .setIssuedAt(at)
      .setNotBefore(at)
      .setExpirationTime(at + LIFE_S)
      .sign(new TextEncoder().encode(this.secret));
  }

  /** What a backend's settings need in order to prove users of the account at this address. */
  section(account: string, language: keyof typeof ASK): IdentitySection {
    const { clientId, redirectUri, secret } = this;
    return {
      mode: 'required',
      clientId,
      account,
      accountId: ACCOUNT_ID,
      redirectUri,
      ask: ASK[language],
      secrets: secret,
    };
  }
}
