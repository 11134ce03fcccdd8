import type { Scope } from '../../system/Scope';

/** The event for a blocked request may come this much later than the request fails, ms. */
const EVENT_WAIT_MS = 50;

/**
 * Watches whether the page's Content-Security-Policy blocks requests to a server, until the scope closes.
 * @param url any address on that server
 * @returns call it after a failed request: resolves to true if the policy has blocked one, after 50 ms at the latest
 */
export function watchPolicy(document: Document, url: string, scope: Scope): () => Promise<boolean> {
  const { host } = new URL(url);
  let isBlocked = false;
  scope.listen(document, 'securitypolicyviolation', (event) => {
    const { blockedURI, disposition, effectiveDirective } = event as SecurityPolicyViolationEvent;
    if (disposition === 'enforce' && effectiveDirective === 'connect-src' && hostOf(blockedURI) === host)
      isBlocked = true;
  });
  return () =>
    new Promise((resolve) => {
      if (isBlocked) resolve(true);
      else
        scope.after(EVENT_WAIT_MS, () => {
          resolve(isBlocked);
        });
      scope.onClose(() => {
        resolve(isBlocked);
      });
    });
}

/** The host of an address; empty for the keywords that `blockedURI` can be, such as `inline`. */
function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
}
