import type { Exchange } from './Exchange';
import type { ClientCall, Line } from './Line';
import type { Lines } from './Lines';

/** Hands the other end of a line over to somebody else. */
export class Transfers {
  constructor(
    private readonly lines: Lines,
    private readonly exchange: Exchange,
  ) {}

  /** The other end is connected to the number, unasked. A client who finds a colleague's phone in use is gone. */
  blind(line: Line, number: string): void {
    const { peer, number: client, clientCall } = line;
    handOver(clientCall, () => {
      this.leave(line);
      if (peer) {
        this.join(peer, null, number, false);
        this.exchange.dial(peer);
      } else if (this.exchange.isColleague(number) && this.lines.of(number).length === 0) {
        this.exchange.incoming(client, [number], clientCall === null ? {} : { clientCall });
      }
    });
  }

  /** The other ends of both lines talk with each other from now on. */
  attended(client: Line, consulting: Line): void {
    const [clientPeer, consultedPeer] = [client.peer, consulting.peer];
    const [clients, consulted] = [client.clientCall, consulting.clientCall];
    handOver(clients, () =>
      handOver(consulted, () => {
        this.leave(consulting);
        this.leave(client);
        if (consultedPeer) this.join(consultedPeer, clientPeer, client.number, client.isFarHeld, clients);
        if (clientPeer)
          this.join(clientPeer, consultedPeer, consulting.number, consulting.isFarHeld, consulted);
      }),
    );
  }

  private leave(line: Line): void {
    if (line.peer) line.peer.peer = null;
    line.peer = null;
    this.lines.end(line, 'transferred');
  }

  /** @param whole the call with a client that the line talks in from now on */
  private join(
    line: Line,
    peer: Line | null,
    number: string,
    isFarHeld: boolean,
    clientCall: ClientCall | null = null,
  ): void {
    line.peer = peer;
    clientCall?.join(line);
    clientCall?.answered(line);
    this.lines.connect(line, number);
    this.lines.farHold(line, isFarHeld);
  }
}

/** The call with a client, if it is one, goes from one line to another. */
function handOver(clientCall: ClientCall | null, work: () => void): void {
  if (clientCall === null) work();
  else clientCall.handOver(work);
}
