import { request } from 'node:http';
import type { Configuration } from '../config/Configuration';
import { processMessages } from './messages';
import { StartFault } from '../system/StartFault';
import { trimSlashes } from '../system/trimSlashes';
import { parseJson } from '../system/parseJson';

/** How long the running backend may take, ms; longer than it may wait for another one. */
const LIMIT_MS = 10_000;

/** What the backend has answered, and where. */
export interface BackendAnswer {
  readonly url: string;
  readonly status: number;
  /** Null: it is no JSON. */
  readonly body: unknown;
}

/** Addresses at which a backend that listens on `host` is found from its own machine. */
function placesOf(host: string): readonly string[] {
  const isAny = host === '' || /^[0:.]+$/.test(host);
  return isAny ? ['127.0.0.1', '::1'] : [host];
}

/**
 * Asks the backend of this configuration that runs on this machine, with its first secret key. Fails with a `StartFault`
 * when no backend answers.
 * @param below behind the wire's path, such as `/outbox`
 * @param body posted as JSON; null: GET
 */
export async function askBackend(
  { host, port, path, secretKeys }: Pick<Configuration, 'host' | 'port' | 'path' | 'secretKeys'>,
  below: string,
  body: object | null,
): Promise<BackendAnswer> {
  const whole = `${trimSlashes(path)}${below}`;
  const urls: string[] = [];
  let cause: unknown = null;
  for (const place of placesOf(host)) {
    const url = `http://${place.includes(':') ? `[${place}]` : place}:${port}${whole}`;
    urls.push(url);
    try {
      return { url, ...(await send(place, port, whole, secretKeys[0] ?? '', body)) };
    } catch (error) {
      cause = error;
    }
  }
  throw new StartFault(processMessages.noBackend(urls), { cause });
}

function send(
  host: string,
  port: number,
  path: string,
  key: string,
  body: object | null,
): Promise<Omit<BackendAnswer, 'url'>> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        // A name or an address of any kind, with its zone; a URL takes no zone.
        host,
        port,
        path,
        method: body === null ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          ...(body !== null && { 'content-type': 'application/json' }),
        },
        agent: false,
        signal: AbortSignal.timeout(LIMIT_MS),
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body: parseJson(Buffer.concat(parts).toString()) });
        });
      },
    );
    asked.on('error', reject);
    asked.end(body === null ? undefined : JSON.stringify(body));
  });
}
