import type { Socket } from 'node:net';

/** Aborts `signal` when the client disconnects before the response. */
export class DisconnectSignal {
  private readonly controller = new AbortController();
  private readonly abort: () => void;

  constructor(private readonly socket: Socket) {
    // `close` passes a boolean, which must not become the reason of the abort.
    this.abort = this.controller.abort.bind(this.controller, undefined);
    socket.on('close', this.abort);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Removes the listener once there is a response: a kept-alive connection carries many requests. */
  dispose(): void {
    this.socket.removeListener('close', this.abort);
  }
}
