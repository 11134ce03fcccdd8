import type { Clock } from '../system/Clock';
import { browserSocketPath, PING_MESSAGE, type LoginRequest } from '../telephony/ecss10/codec';
import { Ecss10Fault } from '../telephony/ecss10/Ecss10Fault';
import {
  LOGIN_LIMIT_MS,
  type Ecss10Wire,
  type HttpAnswer,
  type OpenSocket,
  type SocketListener,
} from '../telephony/ecss10/Ecss10Wire';

/** What the way needs of the page. */
export type WireWindow = Pick<Window & typeof globalThis, 'fetch' | 'WebSocket'>;

/**
 * The way of a page: `fetch` and the browser's WebSocket. Neither tells why it failed, so a certificate that is not
 * trusted looks like a softswitch that is away.
 * @param origin `https://host:port`
 */
export function browserWire(window: WireWindow, origin: string, clock: Clock): Ecss10Wire {
  return {
    logIn: (request, signal) => logIn(window, origin, request, clock, signal),
    openSocket: (token, ears) => openSocket(window, origin, token, ears),
  };
}

async function logIn(
  window: WireWindow,
  origin: string,
  { path, type, body }: LoginRequest,
  clock: Clock,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const request = new AbortController();
  const give = (): void => request.abort();
  const stop = clock.after(LOGIN_LIMIT_MS, give);
  signal.addEventListener('abort', give);
  try {
    const answer = await window.fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      // The key must go nowhere else, and nothing of amoCRM's page comes along.
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: request.signal,
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    // What the browser says of it may hold the address: it is not kept.
    throw new Ecss10Fault(request.signal.aborted ? 'timeout' : 'unreachable', 'login');
  } finally {
    stop();
    signal.removeEventListener('abort', give);
  }
}

function openSocket(window: WireWindow, origin: string, token: string, ears: SocketListener): OpenSocket {
  const socket = new window.WebSocket(`${origin.replace(/^http/, 'ws')}${browserSocketPath(token)}`);
  let isOver = false;
  const send = (text: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isOver && typeof data === 'string') ears.message(data);
  };
  // An error is followed by the end, and says nothing of its own.
  socket.onclose = () => {
    if (isOver) return;
    isOver = true;
    ears.closed(new Ecss10Fault('unreachable', 'socket: closed'));
  };
  return {
    send,
    // A page can't ping the socket itself.
    ping: () => send(PING_MESSAGE),
    end() {
      isOver = true;
      socket.close();
    },
  };
}
