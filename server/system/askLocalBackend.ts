import { request } from 'node:http';
import { parseJson } from './parseJson';

/** Time limit of a request, ms; longer than the time that the backend itself may wait for another backend. */
const TIMEOUT_MS = 10_000;

/** Where the backend of these settings listens. */
export interface LocalBackend {
  readonly host: string;
  readonly port: number;
}

/** What is sent. */
export interface LocalRequest {
  /** Path and query. */
  readonly path: string;
  /** Secret key; undefined: none is sent. */
  readonly key?: string | undefined;
  /** Sent by POST as JSON; left out: GET without a body. */
  readonly body?: object | undefined;
}

/** Response of the running backend. */
export interface BackendAnswer {
  readonly url: string;
  /** HTTP status. */
  readonly status: number;
  /** Parsed JSON; null when the body is not JSON. */
  readonly body: unknown;
}

/** No backend answers at any of these addresses. */
export interface NoBackend {
  readonly urls: readonly string[];
  readonly cause: unknown;
}

/** Sends a request to the backend that runs on this machine with these settings. Never fails. */
export async function askLocalBackend(
  { host, port }: LocalBackend,
  order: LocalRequest,
): Promise<BackendAnswer | NoBackend> {
  const urls: string[] = [];
  let cause: unknown = null;
  for (const address of addressesOf(host)) {
    const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}${order.path}`;
    urls.push(url);
    try {
      return { url, ...(await send(address, port, order)) };
    } catch (error) {
      cause = error;
    }
  }
  return { urls, cause };
}

/** Addresses at which this machine reaches a backend that listens on `host`; loopback for `0.0.0.0` and `::`. */
function addressesOf(host: string): readonly string[] {
  const isAny = host === '' || /^[0:.]+$/.test(host);
  return isAny ? ['127.0.0.1', '::1'] : [host];
}

function send(
  host: string,
  port: number,
  { path, key, body }: LocalRequest,
): Promise<Omit<BackendAnswer, 'url'>> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        // Not as a URL, which can't hold an IPv6 address with a zone.
        host,
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
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
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
