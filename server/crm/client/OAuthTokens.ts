import * as v from 'valibot';
import type { Clock } from '../../system/Clock';
import type { AccessTokens } from './AccessTokens';
import { AmoFault } from './AmoFault';
import { isAmoProblem } from './AmoProblem';
import type { StoredTokens, TokenStore } from './TokenStore';
import type { AmoWire } from './AmoWire';

/** Credentials of the integration. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

const grantSchema = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  refresh_token: v.pipe(v.string(), v.minLength(1)),
  /** s. */
  expires_in: v.number(),
});

/** Fault text when there are no tokens to begin with; amoCRM was not asked. */
export const NO_TOKENS = 'the token file is missing or unreadable';

/** Fault text when amoCRM has given new tokens that could not be stored. */
export const NOT_STORED = 'the new tokens could not be stored: check the token file';

/** How long before its end a token is renewed, ms. */
const EARLY_MS = 60_000;

/**
 * Tokens by OAuth. A refresh token can be used once, so the new pair is stored before it is used. If another backend has
 * stored a newer pair, that one is used.
 */
export class OAuthTokens implements AccessTokens {
  private renewing: Promise<string> | null = null;
  private known: StoredTokens | null = null;

  constructor(
    private readonly client: OAuthClient,
    private readonly store: TokenStore,
    private readonly wire: AmoWire,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<string> {
    this.known ??= await this.store.read();
    const { known } = this;
    if (known && 'accessToken' in known && known.expiresAt - EARLY_MS > this.clock.now())
      return known.accessToken;
    return this.renew(known && 'accessToken' in known ? known.accessToken : '');
  }

  renew(refused: string): Promise<string> {
    this.renewing ??= this.exchange(refused).finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async exchange(refused: string): Promise<string> {
    const stored = await this.store.read();
    if (stored === null) throw new AmoFault('unauthorized', NO_TOKENS, false);
    if ('accessToken' in stored && stored.accessToken !== refused && stored.expiresAt > this.clock.now()) {
      this.known = stored;
      return stored.accessToken;
    }
    const grant =
      'authorizationCode' in stored
        ? { grant_type: 'authorization_code', code: stored.authorizationCode }
        : { grant_type: 'refresh_token', refresh_token: stored.refreshToken };
    const { clientId, clientSecret, redirectUri } = this.client;
    const what = 'POST /oauth2/access_token';
    const answer = await this.wire.send('POST', '/oauth2/access_token', {
      body: { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, ...grant },
    });
    const { status } = answer;
    // Only amoCRM itself can refuse a grant; a page or a gateway's error can't.
    if ((status === 400 || status === 401) && isAmoProblem(answer))
      throw new AmoFault('unauthorized', `${what}: ${status}; authorize again`, false);
    const given = v.safeParse(grantSchema, status === 200 ? answer.body : null);
    if (!given.success) throw new AmoFault('down', `${what}: ${status} without tokens`, false);
    const { access_token, refresh_token, expires_in } = given.output;
    const fresh = {
      accessToken: access_token,
      refreshToken: refresh_token,
      expiresAt: this.clock.now() + expires_in * 1_000,
    };
    // The old pair is invalid now. If the store fails, the new one still works until the restart.
    this.known = fresh;
    await this.store.write(fresh).catch(() => {
      throw new AmoFault('down', NOT_STORED, false);
    });
    return access_token;
  }
}
