import { Failure } from '../../domain/Failure';
import type { AmoWidget } from '../../system/plugin/AmoWidget';
import type { Transport } from '../rpc/Transport';

/** Header in which amoCRM sends its token of the user; documented. */
const TOKEN_HEADER = 'x-auth-token';

type Host = Pick<AmoWidget, '$authorizedAjax'>;

/**
 * Sends requests from the browser to this URL with amoCRM's token of the user, as documented (`$authorizedAjax`). The
 * backend must allow this page's origin.
 */
export function authorizedTransport(plugin: Host, url: string): Transport {
  return async ({ json }, signal) => {
    const outcome = await ask(plugin, { url, data: { json } }, signal);
    if (outcome.kind === 'answered') return outcome.body;
    throw outcome.status === 0 ? new Failure('unreachable') : Failure.fromHttp(outcome.status);
  };
}

/**
 * Reads amoCRM's token of the user and sends nothing: the host's request gets an XMLHttpRequest that keeps the header.
 * That the host passes jQuery's option `xhr` on is assumed. Rejects with the `Failure` `proof.noToken`, also when the
 * signal has ended it.
 */
export async function readAmoToken(
  plugin: Host,
  page: Pick<typeof globalThis, 'XMLHttpRequest'>,
  url: string,
  signal: AbortSignal,
): Promise<string> {
  let token = '';
  const sent = new AbortController();
  const keepHeader = (): XMLHttpRequest => {
    const request = new page.XMLHttpRequest();
    request.setRequestHeader = (name, value) => {
      if (name.toLowerCase() === TOKEN_HEADER) token = value;
    };
    request.send = () => {
      sent.abort();
    };
    return request;
  };
  await ask(plugin, { url, xhr: keepHeader }, AbortSignal.any([signal, sent.signal])).catch(() => null);
  if (token === '') throw new Failure('refused', 'proof.noToken');
  return token;
}

/** The host's request has ended. Status 0: it is not known, or there was no answer. */
type Outcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly status: number };

/** Asks the host for a request. Rejects with a `Failure`: `cancelled`, or `refused` where the host can't. */
function ask(plugin: Host, options: object, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const hasNoToken = (cause: unknown): void => {
      reject(new Failure('refused', 'proof.noToken', { cause }));
    };
    signal.addEventListener(
      'abort',
      () => {
        reject(new Failure('cancelled'));
      },
      { once: true },
    );
    try {
      if (plugin.$authorizedAjax === undefined) throw new Error('the host gives no tokens');
      const request = plugin.$authorizedAjax({
        ...options,
        method: 'POST',
        dataType: 'text',
        // No events of the host's own jQuery, which may show that a request is under way.
        global: false,
        success: (body: unknown) => {
          resolve({ kind: 'answered', body });
        },
        error: (cause: unknown) => {
          resolve({ kind: 'failed', status: statusOf(cause) });
        },
      });
      // A host that gets no token sends nothing, and calls neither of the two: only what it has returned says so.
      Promise.resolve(request).catch(hasNoToken);
    } catch (cause) {
      hasNoToken(cause);
    }
  });
}

/** The HTTP status of jQuery's request object. */
function statusOf(cause: unknown): number {
  const status = typeof cause === 'object' && cause !== null && 'status' in cause ? cause.status : 0;
  return typeof status === 'number' ? status : 0;
}
