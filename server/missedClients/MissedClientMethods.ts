import type { WireMissedClient, WireMissedClients } from '../../protocol/missedClient';
import type { Agent } from '../calls/Agent';
import { CommandFault } from '../calls/CommandFault';
import { isNamed, type Party } from '../calls/Party';
import type { MissedClient } from './MissedClient';
import type { MissedClients } from './MissedClients';

/** What the methods use of the backend. */
export interface MissedClientMethodsOptions {
  readonly clients: Pick<MissedClients, 'all' | 'revision' | 'withId' | 'take' | 'giveBack'>;
  /** Who has the number, as is known without a request; not as an agent may see it. */
  readonly partyOf: (number: string) => Party;
  /** The party as the agent may see it. */
  readonly shown: (extension: string, party: Party) => Party;
  /** May the agent view clients that amoCRM's cards say nothing of? */
  readonly mayViewUnknown: (extension: string) => boolean;
  /** Null: no agent has the extension. */
  readonly nameOf: (extension: string) => string | null;
  /** Calls the number from the agent's phone. Fails with a `CommandFault`. */
  readonly originate: (agent: Agent, number: string) => Promise<void>;
}

/** The wire's methods for the company's missed calls: what an agent may not view in amoCRM is not there for them. */
export class MissedClientMethods {
  constructor(private readonly options: MissedClientMethodsOptions) {}

  list({ extension }: Agent): WireMissedClients {
    const { clients } = this.options;
    const shown = clients.all.flatMap((client) => this.shown(extension, client) ?? []);
    return { revision: clients.revision, clients: shown };
  }

  /** Locks the client for others, or takes the lock away. Fails with a `CommandFault`. */
  take({ extension }: Agent, id: string, isTaken: boolean): void {
    this.client(extension, id);
    if (!isTaken) return this.options.clients.giveBack(extension, id);
    if (!this.options.clients.take(extension, id)) throw new CommandFault('TakenByColleague');
  }

  /** Calls the client back, unless a colleague does. Fails with a `CommandFault`. */
  async callBack(agent: Agent, id: string): Promise<void> {
    const { phase, number } = this.client(agent.extension, id);
    const { clients, originate } = this.options;
    if (!clients.take(agent.extension, id)) throw new CommandFault('TakenByColleague');
    try {
      await originate(agent, number);
    } catch (error) {
      // As it was before.
      if (phase === 'waiting') clients.giveBack(agent.extension, id);
      throw error;
    }
  }

  /** A client that the agent may call back. Fails with a `CommandFault`. */
  private client(extension: string, id: string): MissedClient {
    const client = this.options.clients.withId(id);
    if (client === null || client.phase === 'talked' || this.shown(extension, client) === null)
      throw new CommandFault('UnknownContact');
    return client;
  }

  /** Null: the agent may not view the client. */
  private shown(extension: string, client: MissedClient): WireMissedClient | null {
    const party = this.options.partyOf(client.number);
    const own = this.options.shown(extension, party);
    if (!this.mayView(extension, client, party, own)) return null;
    const { attempts } = client;
    return {
      id: client.id,
      contact_phone: client.number,
      contact_name: own.name,
      contact_id: own.contactId,
      company: own.company,
      responsible: own.responsible,
      via: client.line,
      count: client.count,
      first_at: client.firstAt / 1_000,
      last_at: client.lastAt / 1_000,
      is_mine: client.rung.includes(extension),
      attempts: attempts && {
        count: attempts.count,
        name: this.nameOf(attempts.by),
        at: attempts.at / 1_000,
      },
      taken_by:
        client.phase === 'taken'
          ? { name: this.nameOf(client.by) ?? client.by, is_me: client.by === extension }
          : null,
      talked:
        client.phase === 'talked' ? { name: this.nameOf(client.by), at: client.talkedAt / 1_000 } : null,
    };
  }

  /** An agent whose phone rang has seen the number. */
  private mayView(extension: string, client: MissedClient, party: Party, own: Party): boolean {
    if (client.rung.includes(extension)) return true;
    const isTheirs = client.phase !== 'waiting' && client.by === extension;
    if (isTheirs || isNamed(own)) return true;
    const { whole } = party;
    if (whole === undefined) return this.options.mayViewUnknown(extension);
    return whole.contacts.length === 0 && whole.company === null;
  }

  private nameOf(extension: string | null): string | null {
    return extension === null ? null : (this.options.nameOf(extension) ?? extension);
  }
}
