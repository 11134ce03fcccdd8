import type { Exchange } from './Exchange';
import type { Line } from './Line';
import type { Lines } from './Lines';

/** Hands the other end of a line over to somebody else. */
export class Transfers {
  constructor(
    private readonly lines: Lines,
    private readonly exchange: Exchange,
  ) {}

  /** The other end is connected to the number, unasked. A client who finds a colleague's phone in use is gone. */
  blind(line: Line, number: string): void {
    const { peer, number: client } = line;
    this.leave(line);
    if (peer) {
      this.join(peer, null, number, false);
      this.exchange.dial(peer);
    } else if (this.exchange.isColleague(number) && this.lines.of(number).length === 0) {
      this.exchange.incoming(client, [number], {});
    }
  }

  /** The other ends of both lines talk with each other from now on. */
  attended(client: Line, consulting: Line): void {
    const [clientPeer, consultedPeer] = [client.peer, consulting.peer];
    this.leave(consulting);
    this.leave(client);
    if (consultedPeer) this.join(consultedPeer, clientPeer, client.number, client.isFarHeld);
    if (clientPeer) this.join(clientPeer, consultedPeer, consulting.number, consulting.isFarHeld);
  }

  private leave(line: Line): void {
    if (line.peer) line.peer.peer = null;
    line.peer = null;
    this.lines.end(line, 'transferred');
  }

  private join(line: Line, peer: Line | null, number: string, isFarHeld: boolean): void {
    line.peer = peer;
    this.lines.connect(line, number);
    this.lines.farHold(line, isFarHeld);
  }
}
