/** The lease ends by itself after so long, ms. */
export const LEASE_MS = 3_000;

/** It is renewed as often, ms. */
export const RENEW_MS = LEASE_MS / 3;

/** A holder stops acting so long before the lease ends, ms: what it has just sent must be through by then. */
export const MARGIN_MS = 300;

/** After a question that Redis did not answer, the next comes after so long, ms. */
export const RETRY_MS = 200;

/** After this time without a connection to the telephone system a leading backend lets another one try, ms. */
export const UNREACHED_MS = 10_000;
