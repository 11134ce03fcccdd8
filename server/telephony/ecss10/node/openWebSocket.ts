import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { socketRequest } from '../codec';
import { Ecss10Fault } from '../Ecss10Fault';
import type { OpenSocket, SocketListener } from '../Ecss10Wire';
import type { Endpoint } from '../Endpoint';
import { networkFault } from './networkFault';

/** Largest message, bytes. */
const LONGEST = 4_000_000;

/** Opens the WebSocket of a session by its token. */
export function openWebSocket(endpoint: Endpoint, token: string, listener: SocketListener): OpenSocket {
  const { path, headers } = socketRequest(token);
  const socket = new WebSocket(`wss://${endpoint.host}:${endpoint.port}${path}`, {
    headers,
    maxPayload: LONGEST,
    ...(endpoint.ca !== null && { ca: endpoint.ca }),
  });
  let isOver = false;
  const close = (fault: Ecss10Fault): void => {
    if (isOver) return;
    isOver = true;
    listener.closed(fault);
  };
  socket.on('message', (data: Buffer) => {
    if (!isOver) listener.message(data.toString('utf8'));
  });
  socket.on('pong', () => listener.alive());
  socket.on('ping', () => listener.alive());
  socket.on('unexpected-response', (_: object, { statusCode = 0 }: IncomingMessage) => {
    const isRefused = statusCode === 401 || statusCode === 403;
    close(new Ecss10Fault(isRefused ? 'sessionLost' : 'badAnswer', `socket: ${statusCode}`));
    socket.terminate();
  });
  socket.on('error', (error: Error) => close(networkFault('socket', error)));
  socket.on('close', () => close(new Ecss10Fault('unreachable', 'socket: closed')));
  return {
    send(text) {
      if (socket.readyState === 1) socket.send(text);
    },
    ping() {
      if (socket.readyState === 1) socket.ping();
    },
    end() {
      isOver = true;
      socket.terminate();
    },
  };
}
