import type { Clock } from '../../system/Clock';
import type { AmoSettings } from '../amoSettings';
import type { AccessTokens } from './AccessTokens';
import type { AmoWire } from './AmoWire';
import { LongLivedToken } from './LongLivedToken';
import { OAuthTokens } from './OAuthTokens';
import { TokenFile } from './TokenFile';
import type { TokenStore } from './TokenStore';

/** What access to amoCRM is created with. */
interface TokenOptions {
  readonly settings: AmoSettings;
  /** Replaces the file when several backends share an account by OAuth. */
  readonly tokenStore?: TokenStore;
  readonly clock: Clock;
}

/** Access to amoCRM as it is configured: the schema ensures that either `token` or `oauth` is set. */
export function createTokens({ settings, tokenStore, clock }: TokenOptions, wire: AmoWire): AccessTokens {
  const { token = '', oauth, clientSecret = '' } = settings;
  if (oauth === undefined) return new LongLivedToken(token);
  const { clientId, redirectUri, tokenFile } = oauth;
  const store = tokenStore ?? new TokenFile(tokenFile);
  return new OAuthTokens({ clientId, clientSecret, redirectUri }, store, wire, clock);
}
