import type { Scope } from '../../system/Scope';

/** The browser tells of a stopped request by an event of its own, about when the request fails: it may come later, ms. */
const EVENT_WAIT_MS = 50;

/**
 * Watches whether the page's Content-Security-Policy stops requests to this address. Asked after a failed request,
 * for which the browser gives no reason.
 * @param url any address on the server that is asked
 */
export function watchPolicy(document: Document, url: string, scope: Scope): () => Promise<boolean> {
  const { host } = new URL(url);
  let isStopped = false;
  scope.listen(document, 'securitypolicyviolation', (event) => {
    const { blockedURI, disposition, effectiveDirective } = event as SecurityPolicyViolationEvent;
    if (disposition === 'enforce' && effectiveDirective === 'connect-src' && hostOf(blockedURI) === host)
      isStopped = true;
  });
  return () =>
    new Promise((resolve) => {
      if (isStopped) resolve(true);
      else
        scope.after(EVENT_WAIT_MS, () => {
          resolve(isStopped);
        });
      scope.onClose(() => {
        resolve(isStopped);
      });
    });
}

/** The host of an address; empty where the browser gives a word in its place, such as `inline`. */
function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}
