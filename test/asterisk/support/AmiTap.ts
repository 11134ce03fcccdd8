import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The empty line after an event or an answer. */
const END = '\r\n\r\n';

/**
 * Stands between a backend and Asterisk's manager and counts what Asterisk sends. It can let a number of events through
 * and keep back the rest, so that a backend dies having heard just so much.
 */
export class AmiTap {
  private readonly sockets = new Set<Socket>();
  private left = Number.POSITIVE_INFINITY;
  private isLost = false;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** @param amiPort where Asterisk's manager listens on loopback */
  static async open(amiPort: number): Promise<AmiTap> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const tap = new AmiTap(server, (server.address() as AddressInfo).port);
    server.on('connection', (backend) => {
      if (tap.isLost) backend.destroy();
      else tap.join(backend, connect(amiPort, '127.0.0.1'));
    });
    return tap;
  }

  /** Only so many further events pass; what comes then is lost, so the backend must be killed before the tap is opened again. */
  letThrough(events: number): void {
    this.left = events;
  }

  /** Everything passes again. */
  openAgain(): void {
    this.left = Number.POSITIVE_INFINITY;
  }

  /** Ends all connections, as a network that fails; the backend may connect again at once. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Ends all connections and takes no other one, as a network that is down, or up again. */
  lose(isLost: boolean): void {
    this.isLost = isLost;
    if (isLost) this.cut();
  }

  /** All that was let through has passed. */
  get isShut(): boolean {
    return this.left === 0;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private join(backend: Socket, asterisk: Socket): void {
    for (const [from, to] of [
      [backend, asterisk],
      [asterisk, backend],
    ] as const) {
      this.sockets.add(from);
      // A backend that is killed resets its connections.
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
    backend.on('data', (bytes) => asterisk.write(bytes));
    // The end of what came before, since the empty line may be split.
    let before = '';
    asterisk.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      const passed = this.passing(before, text);
      before = (before + text).slice(1 - END.length);
      if (passed > 0) backend.write(bytes.subarray(0, passed));
    });
  }

  /** How many bytes of the text may pass. */
  private passing(before: string, text: string): number {
    const whole = before + text;
    for (let at = 0; this.left > 0; this.left -= 1) {
      const end = whole.indexOf(END, at);
      if (end === -1) return text.length;
      at = end + END.length;
      if (this.left === 1) {
        this.left = 0;
        return at - before.length;
      }
    }
    return 0;
  }
}
