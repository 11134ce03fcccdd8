import { request } from 'node:https';
import { text } from 'node:stream/consumers';

/** What a proxy answered. */
export interface ProxyAnswer {
  readonly status: number;
  readonly body: string;
  /** From the request to the end of the answer, ms. */
  readonly ms: number;
}

/**
 * One request to the proxy at this port of this machine, over TLS and a connection of its own.
 * @param body a form, sent by POST; null: a GET
 * @throws the socket's error when the proxy does not answer whole
 */
export async function askProxy(port: number, path: string, body: string | null = null): Promise<ProxyAnswer> {
  const begun = performance.now();
  const [status, answer] = await new Promise<[number, string]>((resolve, reject) => {
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        servername: 'localhost',
        path,
        method: body === null ? 'GET' : 'POST',
        headers: { host: `localhost:${port}`, 'content-type': 'application/x-www-form-urlencoded' },
        // The certificate is the proxy's own, made a second ago.
        rejectUnauthorized: false,
        agent: false,
      },
      (response) => {
        text(response).then((whole) => resolve([response.statusCode ?? 0, whole]), reject);
      },
    );
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
  return { status, body: answer, ms: performance.now() - begun };
}
