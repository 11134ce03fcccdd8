import type { WireMissedClient, WireMissedClients } from '../../protocol/missedClient';
import type { Agent } from '../calls/Agent';
import type { CallBackTurn } from '../calls/ClientTurns';
import { CommandFault } from '../calls/CommandFault';
import type { SeenClient } from '../crm/rights/SeenClients';
import type { PromisedCall } from '../crm/callBacks/CallBackList';
import type { Clock } from '../system/Clock';
import type { ClientCallers } from './ClientCallers';
import type { MissedClient } from './MissedClient';
import type { MissedClients } from './MissedClients';
import { PacedReadings } from './PacedReadings';

/** What the methods use of the backend. */
export interface MissedClientMethodsOptions {
  readonly clients: Pick<
    MissedClients,
    'all' | 'revision' | 'changes' | 'withId' | 'withNumber' | 'take' | 'giveBack'
  >;
  readonly callers: Pick<ClientCallers, 'isTaken' | 'isCalling' | 'hasJustMissed'>;
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
  /** The client as the agent may see them, without a request; never fails. */
  readonly seen: (extension: string, number: string) => Promise<Pick<SeenClient, 'party' | 'cards'>>;
  /** May the agent see what this colleague did for a client, where they view only some of the cards? Null: no agent did it. */
  readonly mayViewCallsOf: (extension: string, colleague: string | null) => boolean;
  /** Null: no agent has the extension. */
  readonly nameOf: (extension: string) => string | null;
  /** Calls the number from the agent's phone. Fails with a `CommandFault`. */
  readonly originate: (agent: Agent, number: string) => Promise<void>;
}

/** A client as one agent may see them. */
interface ClientView extends Pick<SeenClient, 'party' | 'cards'> {
  /** May the agent see what this colleague did for the client? Null: no agent did it. */
  readonly mayKnow: (colleague: string | null) => boolean;
}

/** The wire's methods for the company's missed calls: what an agent may not view in amoCRM is not there for them. */
export class MissedClientMethods {
  private readonly readings: PacedReadings<WireMissedClients>;

  constructor(private readonly options: MissedClientMethodsOptions) {
    const { clients, clock } = options;
    const read = (extension: string): Promise<WireMissedClients> => this.read(extension);
    this.readings = new PacedReadings({ read, changes: () => clients.changes, clock });
  }

  /** The lines that the agent may see. Fails with a `CommandFault`: too many requests of the agent wait. */
  list({ extension }: Agent): Promise<WireMissedClients> {
    return this.readings.of(extension);
  }

  /** Who waits for the list is answered now. */
  close(): void {
    this.readings.close();
  }

  private async read(extension: string): Promise<WireMissedClients> {
    const { clients } = this.options;
    const { revision, all } = clients;
    const shown: WireMissedClient[] = [];
    // One after another: what is asked of the store meanwhile does not wait for all of them.
    for (const client of all) {
      const line = this.shown(extension, client, await this.view(extension, client.number));
      if (line !== null) shown.push(line);
    }
    return { revision, clients: shown };
  }

  /** Locks the client for others, or takes the lock away. Fails with a `CommandFault`. */
  async take({ extension }: Agent, id: string, isTaken: boolean): Promise<void> {
    const { client, view } = await this.client(extension, id);
    const { clients, callers } = this.options;
    const { number } = client;
    if (isTaken) this.lock(extension, client, view);
    else if (callers.isCalling(extension, number)) throw new CommandFault('AgentBusy');
    else clients.giveBack(extension, id);
  }

  /** Calls the client back, unless a colleague does. Fails with a `CommandFault`. */
  async callBack(agent: Agent, id: string): Promise<void> {
    const { client, view } = await this.client(agent.extension, id);
    const { clients, originate } = this.options;
    const { phase, number } = client;
    this.lock(agent.extension, client, view);
    try {
      await originate(agent, number);
    } catch (error) {
      // As it was before.
      if (phase === 'waiting') clients.giveBack(agent.extension, id);
      throw error;
    }
  }

  /** See `ClientTurns`. */
  async callBackOf(extension: string, number: string): Promise<CallBackTurn | null> {
    const { clients, callers } = this.options;
    const wasMissed = callers.hasJustMissed(extension, number);
    if (!wasMissed && clients.withNumber(number) === null) return null;
    const { mayKnow, ...view } = await this.view(extension, clients.withNumber(number)?.number ?? number);
    const client = clients.withNumber(number);
    const isSeen = client !== null && this.shown(extension, client, { ...view, mayKnow }) !== null;
    const isMissed = wasMissed || callers.hasJustMissed(extension, number);
    return isMissed || isSeen ? { isTaken: () => callers.isTaken(extension, number, mayKnow) } : null;
  }

  private lock(
    extension: string,
    { id, number }: Pick<MissedClient, 'id' | 'number'>,
    { mayKnow }: Pick<ClientView, 'mayKnow'>,
  ): void {
    const { clients, callers } = this.options;
    if (callers.isTaken(extension, number, mayKnow) || !clients.take(extension, id))
      throw new CommandFault('TakenByColleague');
  }

  /** A client that the agent may call back. Fails with a `CommandFault`. */
  private async client(
    extension: string,
    id: string,
  ): Promise<{ readonly client: MissedClient; readonly view: ClientView }> {
    const { clients } = this.options;
    const asked = clients.withId(id);
    const view = asked && (await this.view(extension, asked.number));
    // It may have changed meanwhile.
    const client = clients.withId(id);
    const isSeen = view !== null && client !== null && this.shown(extension, client, view) !== null;
    if (!isSeen || client.phase === 'talked') throw new CommandFault('UnknownContact');
    return { client, view };
  }

  private async view(extension: string, number: string): Promise<ClientView> {
    const { seen, mayViewCallsOf } = this.options;
    const { party, cards } = await seen(extension, number);
    // Who may view some of the cards may have made these: what colleagues did for the client is not theirs to see.
    const mayKnow = (by: string | null): boolean => cards === 'all' || mayViewCallsOf(extension, by);
    return { party, cards, mayKnow };
  }

  /** Null: the agent may not view the client. */
  private shown(
    extension: string,
    client: MissedClient,
    { party, cards, mayKnow }: ClientView,
  ): WireMissedClient | null {
    const isMine = client.rung.includes(extension);
    const promise = client.promises.reduce<PromisedCall | null>(
      (last, one) => (last === null || one.promisedAt >= last.promisedAt ? one : last),
      null,
    );
    // An agent whose phone rang has seen the number, and so has who has promised the call-back.
    const isPromiser = promise?.by === extension;
    if (cards === 'none' && !isMine && !isPromiser) return null;
    // Who has only promised it learns nothing of the client's calls by that.
    const calls = cards === 'none' && !isMine && promise !== null ? promisedAlone(promise) : client;
    if (client.phase === 'talked' && !mayKnow(client.by)) return null;
    const shownPromise = promise !== null && mayKnow(promise.by) ? promise : null;
    if (client.phase !== 'talked' && client.count === 0 && shownPromise === null) return null;
    const { attempts } = client;
    return {
      id: client.id,
      contact_phone: client.number,
      contact_name: party.name,
      contact_id: party.contactId,
      company: party.company,
      responsible: party.responsible,
      via: calls.line,
      count: calls.count,
      first_at: calls.firstAt / 1_000,
      last_at: calls.lastAt / 1_000,
      is_mine: isMine,
      attempts:
        attempts !== null && mayKnow(attempts.by)
          ? { count: attempts.count, name: this.nameOf(attempts.by), at: attempts.at / 1_000 }
          : null,
      promised: shownPromise && {
        at: shownPromise.dueAt / 1_000,
        name: this.nameOf(shownPromise.by),
        is_me: shownPromise.by === extension,
      },
      taken_by:
        client.phase === 'taken'
          ? {
              name: mayKnow(client.by) ? (this.nameOf(client.by) ?? client.by) : null,
              is_me: client.by === extension,
            }
          : null,
      talked:
        client.phase === 'talked' ? { name: this.nameOf(client.by), at: client.talkedAt / 1_000 } : null,
    };
  }

  private nameOf(extension: string | null): string | null {
    return extension === null ? null : (this.options.nameOf(extension) ?? extension);
  }
}

/** The calls of a client of whom the agent may know a promise alone. */
function promisedAlone({
  promisedAt,
}: PromisedCall): Pick<MissedClient, 'line' | 'count' | 'firstAt' | 'lastAt'> {
  return { line: null, count: 0, firstAt: promisedAt, lastAt: promisedAt };
}
