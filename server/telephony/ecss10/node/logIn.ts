import { request } from 'node:https';
import type { Clock } from '../../../system/Clock';
import type { LoginRequest } from '../codec';
import { Ecss10Fault } from '../Ecss10Fault';
import { LOGIN_LIMIT_MS, type HttpAnswer } from '../Ecss10Wire';
import { originOf, type Endpoint } from '../Endpoint';
import { networkFault } from './networkFault';

/** Largest answer, bytes. */
const LONGEST = 100_000;

/** Sends the login. Redirects are not followed, so that no other host gets the key. Fails with an `Ecss10Fault`. */
export function logIn(
  endpoint: Endpoint,
  { path, type, body }: LoginRequest,
  clock: Clock,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(LOGIN_LIMIT_MS, () =>
      fail(new Ecss10Fault('timeout', 'login: no answer in time')),
    );
    const outgoing = request(
      `${originOf(endpoint)}${path}`,
      {
        method: 'POST',
        headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
        agent: false,
        signal,
        ...(endpoint.ca !== null && { ca: endpoint.ca }),
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => {
          text += part;
          if (text.length > LONGEST) fail(new Ecss10Fault('badAnswer', 'login: the answer is too long'));
        });
        incoming.on('error', (error) => fail(networkFault('login', error)));
        incoming.on('end', () => {
          stop();
          resolve({ status: incoming.statusCode ?? 0, text });
        });
      },
    );
    const fail = (fault: Ecss10Fault): void => {
      stop();
      reject(fault);
      outgoing.destroy();
    };
    outgoing.on('error', (error) => fail(networkFault('login', error)));
    outgoing.end(body);
  });
}
