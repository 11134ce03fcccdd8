import type { Socket } from 'node:net';

/** The requests under way of each connection: it has one listener for all of them, however many come at once. */
const underWay = new WeakMap<Socket, Set<AbortController>>();

/** Aborts `signal` when the client disconnects before the response. */
export class DisconnectSignal {
  private readonly controller = new AbortController();

  constructor(private readonly socket: Socket) {
    const others = underWay.get(socket);
    if (others !== undefined) {
      others.add(this.controller);
      return;
    }
    underWay.set(socket, new Set([this.controller]));
    socket.on('close', abortAll);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** To be called once there is a response: a kept-alive connection carries many requests. */
  dispose(): void {
    const all = underWay.get(this.socket);
    all?.delete(this.controller);
    if (all?.size !== 0) return;
    underWay.delete(this.socket);
    this.socket.removeListener('close', abortAll);
  }
}

function abortAll(this: Socket): void {
  for (const controller of underWay.get(this) ?? []) controller.abort();
}
