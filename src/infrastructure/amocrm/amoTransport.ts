import { Failure } from '../../domain/Failure';
import type { AmoWidget } from '../../system/plugin/AmoWidget';
import type { Transport } from '../rpc/Transport';
import { withKey } from '../rpc/withKey';

/** With so many requests given up and never settled no new poll leaves: a browser has six connections to a host. */
const MAX_ABANDONED = 2;

/**
 * A transport through amoCRM's proxy: posts form data with the one field `json`.
 * @param url the backend's URL; the key joins it as the query `secret_key`
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
            // What the host says of the failure may hold the address, and with it the key: the status alone is kept.
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

/** The HTTP status, if the host hands over jQuery's request object, which is not documented; 0 means that nothing answered. */
function statusOf(cause: unknown): number | null {
  const status = typeof cause === 'object' && cause !== null && 'status' in cause ? cause.status : null;
  return typeof status === 'number' && status >= 300 && status < 600 ? status : null;
}

/** jQuery's request object has `abort`; whether amoCRM hands it over is not documented. */
function isAbortable(request: unknown): request is { abort(): void } {
  return (
    typeof request === 'object' &&
    request !== null &&
    'abort' in request &&
    typeof request.abort === 'function'
  );
}
