import * as v from 'valibot';

const secret = v.pipe(v.string(), v.minLength(1));

/** What is kept of OAuth: the pair in use, or how to get the first one. */
export const storedTokensSchema = v.union([
  v.object({
    accessToken: secret,
    refreshToken: secret,
    /** ms since 1970. */
    expiresAt: v.number(),
  }),
  v.object({ refreshToken: secret }),
  /** From the integration's page; good for 20 minutes. */
  v.object({ authorizationCode: secret }),
]);

/** Tokens as they are kept. */
export type StoredTokens = v.InferOutput<typeof storedTokensSchema>;

/** Keeps tokens over a restart. Several backends with one account share one store. */
export interface TokenStore {
  /** Null: there are none. */
  read(): Promise<StoredTokens | null>;
  /** Resolves once they are safe from a crash: the old ones, or these, never half of them. */
  write(tokens: StoredTokens): Promise<void>;
}
