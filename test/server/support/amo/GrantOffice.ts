import * as v from 'valibot';
import type { Answer } from './problem';
import { postedGrant } from './requestSchemas';

export const TOKEN = 'long-lived-token-of-the-test';

/** Gives tokens: a refresh token and a code are good once. */
export class GrantOffice {
  readonly client = {
    client_id: 'client',
    client_secret: 'client-secret',
    redirect_uri: 'https://example.com',
  };
  readonly codes = new Set<string>();
  readonly refreshTokens = new Set<string>();
  readonly accessTokens = new Set([TOKEN]);
  given = 0;

  isGood(authorization: string): boolean {
    return this.accessTokens.has(authorization.replace(/^Bearer /, ''));
  }

  exchange(body: unknown): Answer {
    const parsed = v.safeParse(postedGrant, body);
    if (!parsed.success) return { status: 400, body: { hint: 'a wrong request' } };
    const grant = parsed.output;
    const isOurs = Object.entries(this.client).every(([name, value]) => grant[name as 'client_id'] === value);
    const isGood =
      grant.grant_type === 'refresh_token'
        ? this.refreshTokens.delete(grant.refresh_token)
        : this.codes.delete(grant.code);
    if (!isOurs || !isGood) return { status: 400, body: { hint: 'Token has been revoked', title: 'bad' } };
    this.given += 1;
    this.accessTokens.clear();
    this.accessTokens.add(`access-${this.given}`);
    this.refreshTokens.add(`refresh-${this.given}`);
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 86_400,
        access_token: `access-${this.given}`,
        refresh_token: `refresh-${this.given}`,
      },
    };
  }
}
