/**
 * Time limits of the wire, in milliseconds. They stand here alone; a test asserts their order:
 * backend's hold < amoCRM's proxy limit < the widget's own wait.
 */

/** How long the backend holds `get_agent_status` when nothing changes, ms. */
export const HOLD_MS = 8_000;

/** amoCRM's proxy cuts a request after this long, ms (the original README: 10 seconds). */
export const PROXY_LIMIT_MS = 10_000;

/** How long the widget waits for any answer but that of `ping`, ms. */
export const WIDGET_WAIT_MS = 11_000;

/** How long the widget waits for the answer of `ping`, ms (the original README: 3 seconds). */
export const PING_LIMIT_MS = 3_000;

/**
 * How long an ended call stays in the status, ms: longer than one hold and a lost request, so that every tab and
 * every computer learns how it ended.
 */
export const ENDED_KEPT_MS = 20_000;
