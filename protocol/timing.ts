/*
 * Time limits of the wire, in milliseconds, for both ends. A test asserts their order:
 * backend's hold < amoCRM's proxy limit < the widget's own limit.
 */

/** How long the backend holds `get_agent_status` when nothing changes, ms. */
export const POLL_WAIT_MS = 8_000;

/** amoCRM's proxy cuts a request after this long, ms (the original README: 10 seconds). */
export const PROXY_LIMIT_MS = 10_000;

/** How long the widget waits for the response to any method other than `ping`, ms. */
export const WIDGET_WAIT_MS = 11_000;

/** How long the widget waits for the response to `ping`, ms (the original README: 3 seconds). */
export const PING_LIMIT_MS = 3_000;

/**
 * How long an ended call stays in the status, ms: longer than one lost request and the hold after it, so that every tab
 * and every computer receives its end reason.
 */
export const ENDED_KEPT_MS = 20_000;
