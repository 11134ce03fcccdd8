import type { LoginRequest } from './codec';
import type { Ecss10Fault } from './Ecss10Fault';

/** Time limit of a login, ms. */
export const LOGIN_LIMIT_MS = 10_000;

/** An answer over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Callbacks of a socket. `closed` is the last one. */
export interface SocketListener {
  message(text: string): void;
  /** A sign of life came, such as a pong. */
  alive(): void;
  closed(fault: Ecss10Fault): void;
}

/** A socket to the softswitch. */
export interface OpenSocket {
  send(text: string): void;
  ping(): void;
  /** Closes it, without further callbacks. */
  end(): void;
}

/** The network connection to one softswitch. Node and browsers differ in certificates and headers, so each has its own. */
export interface Ecss10Wire {
  /** Sends the login. Redirects are not followed, so that no other host gets the key. Fails with an `Ecss10Fault`. */
  logIn(request: LoginRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Opens the socket of a session by its token. */
  openSocket(token: string, listener: SocketListener): OpenSocket;
}
