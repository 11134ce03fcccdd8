import type { LoginRequest } from './codec';
import type { Ecss10Fault } from './Ecss10Fault';

/** Longest time for the answer to a login, ms. */
export const LOGIN_LIMIT_MS = 10_000;

/** An answer over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** What a socket tells. After `closed` nothing more comes. */
export interface SocketListener {
  message(text: string): void;
  /** The far end is alive. */
  heard(): void;
  closed(fault: Ecss10Fault): void;
}

/** A socket to the softswitch. */
export interface OpenSocket {
  send(text: string): void;
  ping(): void;
  /** Ends it; nothing is told any more. */
  end(): void;
}

/** The way to one softswitch. Node has one, and a browser another, which can neither trust nor send the same. */
export interface Ecss10Wire {
  /** Sends the login; redirects are not followed, for the key must not go elsewhere. Fails with an `Ecss10Fault`. */
  logIn(request: LoginRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Opens the socket that the token is good for. */
  openSocket(token: string, ears: SocketListener): OpenSocket;
}
