import type { Socket } from 'node:net';

/** Who waits for an answer: its signal is aborted when the asker hangs up first, so that nothing waits in vain. */
export class DisconnectSignal {
  private readonly controller = new AbortController();
  private readonly abort: () => void;

  constructor(private readonly socket: Socket) {
    // Bound: the socket says how it was closed, which is no reason to abort with.
    this.abort = this.controller.abort.bind(this.controller, undefined);
    socket.on('close', this.abort);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** There is an answer. A connection that is kept alive carries many requests: each takes its listener away with it. */
  answered(): void {
    this.socket.removeListener('close', this.abort);
  }
}
