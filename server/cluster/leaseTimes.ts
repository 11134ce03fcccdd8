/** Lifetime of the lease unless it is renewed, ms. */
export const LEASE_MS = 3_000;

/** Interval between renewals, ms. */
export const RENEW_MS = LEASE_MS / 3;

/** How long before the lease expires its holder stops acting, ms: what it has just sent must have arrived by then. */
export const MARGIN_MS = 300;

/** Pause after a request that Redis did not answer, ms. */
export const RETRY_MS = 200;

/** How long a leader may be without a connection to the telephone system before it releases the lease, ms. */
export const UNREACHED_MS = 10_000;
