import { Failure } from '../../domain/Failure';
import type { AmoWidget } from '../../system/plugin/AmoWidget';
import type { Transport } from '../rpc/Transport';
import { withKey } from '../rpc/withKey';

/**
 * Aborted requests that may still occupy a connection before new polls are refused: a browser opens six connections to
 * a host, and commands must find one free.
 */
const MAX_ABANDONED = 2;

/**
 * A transport through amoCRM's proxy (`crm_post`): posts a form with the one field `json` and resolves with the body as
 * the host hands it over. Rejects with a `Failure`: `cancelled` when the signal aborts, by `Failure.fromHttp` when an
 * HTTP status is known, else `unreachable`.
 * @param url the backend's URL; the key is added as the query `secret_key`
 */
export function amoTransport(plugin: Pick<AmoWidget, 'crm_post'>, url: string, secretKey: string): Transport {
  const address = withKey(url, secretKey);
  let abandoned = 0;

  return ({ json, kind }, signal) => {
    if (signal.aborted) return Promise.reject(new Failure('cancelled'));
    if (kind === 'poll' && abandoned >= MAX_ABANDONED) {
      return Promise.reject(new Failure('unreachable', 'earlier requests hang'));
    }
    return new Promise((resolve, reject) => {
      let state: 'waiting' | 'abandoned' | 'settled' = 'waiting';
      const settle = (): void => {
        if (state === 'abandoned') abandoned -= 1;
        state = 'settled';
        signal.removeEventListener('abort', abandon);
      };
      const abandon = (): void => {
        reject(new Failure('cancelled'));
        if (state !== 'waiting') return;
        state = 'abandoned';
        abandoned += 1;
        if (isAbortable(request)) request.abort();
      };
      let request: unknown;
      signal.addEventListener('abort', abandon, { once: true });
      try {
        request = plugin.crm_post(
          address,
          { json },
          (body) => {
            settle();
            resolve(body);
          },
          'text',
          (cause) => {
            // Only the status is kept: other details of the failure may include the address and with it the key.
            settle();
            const status = statusOf(cause);
            reject(status === null ? new Failure('unreachable') : Failure.fromHttp(status));
          },
        );
      } catch {
        settle();
        reject(new Failure('unreachable', 'crm_post failed'));
      }
    });
  };
}

/**
 * The HTTP status of a failed request, 300 to 599; null when it is not known or no answer came. The host may hand over
 * jQuery's request object, which is not documented.
 */
function statusOf(cause: unknown): number | null {
  const status = typeof cause === 'object' && cause !== null && 'status' in cause ? cause.status : null;
  return typeof status === 'number' && status >= 300 && status < 600 ? status : null;
}

/** Whether `crm_post` returned an object with `abort`, as jQuery's request object; amoCRM does not document it. */
function isAbortable(request: unknown): request is { abort(): void } {
  return (
    typeof request === 'object' &&
    request !== null &&
    'abort' in request &&
    typeof request.abort === 'function'
  );
}
