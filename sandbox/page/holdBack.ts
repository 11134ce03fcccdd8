import { style } from './playStyle';

/** How long a request of a frame is held back, ms: as long as a backend holds a poll in which nothing changes. */
const HOLD_MS = 8_000;

/** Status code with which a long poll ends. */
const NO_CHANGE = 408;

/** The part of a request that decides. */
interface SentRequest {
  readonly content: {
    readonly method: string;
    readonly params: { readonly current_status?: { readonly revision?: number } | null };
  };
}

/**
 * In a frame of the style page, holds back a request that a canned backend would hold: a browser opens six connections to a
 * host, and there are more frames. It marks the page with `data-status-known`: what the status says is painted by then. True: it
 * is answered later, with no change.
 */
export function holdBack(data: object, done: (body: unknown) => void): boolean {
  if (style === null || !('json' in data)) return false;
  const { content } = JSON.parse(String(data.json)) as SentRequest;
  if (style.holds === 'knownStatus' && content.params.current_status?.revision === undefined) return false;
  document.body.setAttribute('data-status-known', '');
  setTimeout(() => {
    done(JSON.stringify({ headers: { status_code: NO_CHANGE, detail: '' } }));
  }, HOLD_MS);
  return true;
}
