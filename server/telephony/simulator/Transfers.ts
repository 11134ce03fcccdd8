import type { Exchange } from './Exchange';
import type { ClientCall, Line } from './Line';
import type { LineEnd, Lines } from './Lines';

/** The simulator's phones have no transfer of their own. */
const BY_US = { isByPhone: false, isByUs: true } as const;

/** Blind and attended transfers between simulated lines. */
export class Transfers {
  constructor(
    private readonly lines: Lines,
    private readonly exchange: Exchange,
  ) {}

  /** Connects the other end to the number. A client whose new target is a busy colleague is disconnected. */
  blind(line: Line, number: string): void {
    const { peer, number: client, clientCall } = line;
    handOver(clientCall, () => {
      this.leave(line, { how: 'blind', ...BY_US, number });
      if (peer) {
        this.exchange.callOn(peer, number);
      } else if (this.exchange.isColleague(number) && this.lines.of(number).length === 0) {
        this.exchange.incoming(client, [number], clientCall === null ? {} : { clientCall });
      }
    });
  }

  /** Connects the other ends of both lines and ends the agent's lines. */
  attended(client: Line, consulting: Line): void {
    const [clientPeer, consultedPeer] = [client.peer, consulting.peer];
    const [clients, consulted] = [client.clientCall, consulting.clientCall];
    handOver(clients, () =>
      handOver(consulted, () => {
        this.leave(consulting);
        this.leave(client, { how: 'attended', ...BY_US, number: consulting.number });
        if (consultedPeer) this.join(consultedPeer, clientPeer, client.number, client.isFarHeld, clients);
        if (clientPeer)
          this.join(clientPeer, consultedPeer, consulting.number, consulting.isFarHeld, consulted);
      }),
    );
  }

  /** @param transfer of the other end; undefined: it is the line of the consultation */
  private leave(line: Line, transfer?: LineEnd['transfer']): void {
    if (line.peer) line.peer.peer = null;
    line.peer = null;
    this.lines.end(line, 'transferred', transfer === undefined ? {} : { transfer });
  }

  /** @param clientCall the call with a client that the line joins */
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
    this.lines.connect(line, number, peer);
    this.lines.farHold(line, isFarHeld);
  }
}

/** Runs `work` as a hand-over of the client's call, if there is one. */
function handOver(clientCall: ClientCall | null, work: () => void): void {
  if (clientCall === null) work();
  else clientCall.handOver(work);
}
