/** As much of the package `ws` as is used. Goes once @types/ws is installed. */
declare module 'ws' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage } from 'node:http';
  import type { Server } from 'node:https';

  export interface SocketOptions {
    readonly headers?: Readonly<Record<string, string>>;
    readonly ca?: string;
    readonly handshakeTimeout?: number;
    readonly maxPayload?: number;
  }

  export class WebSocket extends EventEmitter {
    constructor(address: string, options?: SocketOptions);
    readonly readyState: number;
    send(text: string): void;
    ping(): void;
    close(): void;
    terminate(): void;
  }

  export class WebSocketServer extends EventEmitter {
    constructor(options: {
      readonly server: Server;
      readonly verifyClient?: (info: { readonly req: IncomingMessage }) => boolean;
    });
    close(): void;
  }
}
