import * as v from 'valibot';

const secret = v.pipe(v.string(), v.minLength(1));

/** Schema of stored OAuth tokens: the current pair, or what is needed to get the first one. */
export const storedTokensSchema = v.union([
  v.object({
    accessToken: secret,
    refreshToken: secret,
    /** ms since 1970. */
    expiresAt: v.number(),
  }),
  v.object({ refreshToken: secret }),
  /** From the integration's page; valid for 20 minutes. */
  v.object({ authorizationCode: secret }),
]);

/** Stored OAuth tokens. */
export type StoredTokens = v.InferOutput<typeof storedTokensSchema>;

/** Stores tokens over a restart. Several backends with one account share one store. */
export interface TokenStore {
  /** Null: there are none. */
  read(): Promise<StoredTokens | null>;
  /** Replaces the tokens atomically; resolves once they survive a crash. */
  write(tokens: StoredTokens): Promise<void>;
}
