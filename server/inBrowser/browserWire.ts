import type { Clock } from '../system/Clock';
import { withTimeLimit } from '../system/withTimeLimit';
import { browserSocketPath, PING_MESSAGE, type LoginRequest } from '../telephony/ecss10/codec';
import { Ecss10Fault } from '../telephony/ecss10/Ecss10Fault';
import {
  LOGIN_LIMIT_MS,
  type Ecss10Wire,
  type HttpAnswer,
  type OpenSocket,
  type SocketListener,
} from '../telephony/ecss10/Ecss10Wire';

/** The part of `window` that is used. */
export type WireWindow = Pick<Window & typeof globalThis, 'fetch' | 'WebSocket'>;

/**
 * `Ecss10Wire` over `fetch` and the browser's WebSocket. Neither gives a reason for a failure, so an untrusted
 * certificate looks like an unreachable softswitch.
 * @param origin `https://host:port`
 */
export function browserWire(window: WireWindow, origin: string, clock: Clock): Ecss10Wire {
  return {
    logIn: (request, signal) => logIn(window, origin, request, clock, signal),
    openSocket: (token, listener) => openSocket(window, origin, token, listener),
  };
}

async function logIn(
  window: WireWindow,
  origin: string,
  { path, type, body }: LoginRequest,
  clock: Clock,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return withTimeLimit({ clock, ms: LOGIN_LIMIT_MS, signals: [signal] }, async (limited) => {
    try {
      const answer = await window.fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
        // No other host gets the key, and nothing of amoCRM's page is sent.
        redirect: 'error',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        signal: limited,
      });
      return { status: answer.status, text: await answer.text() };
    } catch {
      // The browser's error may contain the address, so it is dropped.
      throw new Ecss10Fault(limited.aborted ? 'timeout' : 'unreachable', 'login');
    }
  });
}

function openSocket(window: WireWindow, origin: string, token: string, listener: SocketListener): OpenSocket {
  const socket = new window.WebSocket(`${origin.replace(/^http/, 'ws')}${browserSocketPath(token)}`);
  let isOver = false;
  const send = (text: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isOver && typeof data === 'string') listener.message(data);
  };
  // An error event has no details and is followed by `close`.
  socket.onclose = () => {
    if (isOver) return;
    isOver = true;
    listener.closed(new Ecss10Fault('unreachable', 'socket: closed'));
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
