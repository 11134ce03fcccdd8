import { request } from 'node:http';
import type { Configuration } from '../config/Configuration';
import { processMessages } from './messages';
import { CliFault } from './CliFault';
import { trimSlashes } from '../system/trimSlashes';
import { parseJson } from '../system/parseJson';

/** Time limit of a request, ms; longer than the time that the backend itself may wait for another backend. */
const TIMEOUT_MS = 10_000;

/** Response of the running backend. */
export interface BackendAnswer {
  readonly url: string;
  /** HTTP status. */
  readonly status: number;
  /** Parsed JSON; null when the body is not JSON. */
  readonly body: unknown;
}

/** Addresses at which this machine reaches a backend that listens on `host`; loopback for `0.0.0.0` and `::`. */
function addressesOf(host: string): readonly string[] {
  const isAny = host === '' || /^[0:.]+$/.test(host);
  return isAny ? ['127.0.0.1', '::1'] : [host];
}

/**
 * Sends a request, with the first secret key, to the backend that runs on this machine with this configuration. Rejects
 * with a `CliFault` when no backend answers.
 * @param below path below that of the wire, such as `/outbox`
 * @param body sent by POST as JSON; null: GET without a body
 */
export async function askBackend(
  { host, port, path, secretKeys }: Pick<Configuration, 'host' | 'port' | 'path' | 'secretKeys'>,
  below: string,
  body: object | null,
): Promise<BackendAnswer> {
  const fullPath = `${trimSlashes(path)}${below}`;
  const urls: string[] = [];
  let cause: unknown = null;
  for (const address of addressesOf(host)) {
    const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}${fullPath}`;
    urls.push(url);
    try {
      return { url, ...(await send(address, port, fullPath, secretKeys[0] ?? '', body)) };
    } catch (error) {
      cause = error;
    }
  }
  throw new CliFault(processMessages.noBackend(urls), { cause });
}

function send(
  host: string,
  port: number,
  path: string,
  key: string,
  body: object | null,
): Promise<Omit<BackendAnswer, 'url'>> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        // Not as a URL, which can't hold an IPv6 address with a zone.
        host,
        port,
        path,
        method: body === null ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          ...(body !== null && { 'content-type': 'application/json' }),
        },
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: parseJson(Buffer.concat(chunks).toString()) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === null ? undefined : JSON.stringify(body));
  });
}
