import { searchDigits } from '../protocol/searchDigits';
import type { Agent } from './calls/Agent';
import { AgentStates } from './calls/AgentStates';
import type { AgentCall } from './calls/AgentCall';
import type { AgentDirectory } from './calls/AgentDirectory';
import type { CallRecord } from './calls/CallRecord';
import { CallService } from './calls/CallService';
import type { ClientTurns } from './calls/ClientTurns';
import { HandedCalls } from './calls/HandedCalls';
import { HoldRelease } from './calls/HoldRelease';
import { CommandLog } from './calls/CommandLog';
import type { DialBounds } from './calls/DialBounds';
import type { CommandRecords } from './calls/CommandRecords';
import type { EventJournals } from './calls/journal/EventJournals';
import type { Journal } from './calls/journal/Journal';
import { onMachineClock } from './calls/onMachineClock';
import type { FindParty, Party } from './calls/Party';
import { presence, type PhoneState, type Presence } from './calls/presence';
import type { Telephony, TelephonyListener } from './calls/Telephony';
import { TransferService } from './calls/TransferService';
import { ContactList } from './phonebook/ContactList';
import type { Phonebook } from './phonebook/Phonebook';
import { otherLayout } from './phonebook/otherLayout';
import { RecentContacts } from './phonebook/RecentContacts';
import {
  createHandlers,
  type ContactSource,
  type Handlers,
  type HandlersOptions,
} from './rpc/createHandlers';
import type { Clock } from './system/Clock';
import { callLog } from './calls/messages';
import type { LogMessage } from './system/Message';

/** Clients outside the phone book, such as amoCRM's contacts. */
export interface ClientDirectory {
  /** The party that has the number, without a request; null: not known yet. */
  known(number: string): Party | null;
  /** Number of a contact by its `uuid` on the wire; null: it is none of these clients. */
  numberOf(uuid: string): string | null;
  /** Does it know all clients without a request, so that `known` fails only for a moment? */
  isIndexed(): boolean;
  /** What this agent may see of the party. */
  shown(extension: string, party: Party): Party;
  /** Searches these clients and the phone book. */
  readonly contacts: ContactSource;
}

/** What the core is built from. */
export interface CoreOptions {
  readonly clock: Clock;
  readonly telephony: Telephony;
  readonly directory: AgentDirectory;
  readonly phonebook: Phonebook;
  readonly version: string;
  /** Called at each use, since it is created after the core; null: there is only the phone book. */
  readonly clientDirectory?: () => ClientDirectory | null;
  /** What the telephone system knows of the agent's phone beside its calls; left out: nothing. */
  readonly phoneState?: (extension: string) => PhoneState;
  /** Remembers a choice among contacts; see `HandlersOptions`. Called at each use, as `clientDirectory` is. */
  readonly chooseContact?: HandlersOptions['chooseContact'];
  /** Learns whom an agent calls; see `HandlersOptions`. */
  readonly contactDialled?: HandlersOptions['contactDialled'];
  /** Learns of a client that an agent has made; see `HandlersOptions`. Called at each use. */
  readonly clientMade?: HandlersOptions['clientMade'];
  /** What agents write of calls; see `HandlersOptions`. Called at each use. */
  readonly notes?: HandlersOptions['notes'];
  /** The company's missed calls; see `HandlersOptions`. Called at each use. */
  readonly missedClients?: HandlersOptions['missedClients'];
  /** Whose turn a client of that list is. Called at each use; undefined: no list is kept. */
  readonly turns?: () => ClientTurns | undefined;
  /** The list of past calls; see `HandlersOptions`. Called at each use. */
  readonly history?: HandlersOptions['history'];
  /** Outcomes of commands, shared by a cluster; undefined: this backend is alone. */
  readonly records?: CommandRecords | undefined;
  /** What may be dialled; undefined: everything. */
  readonly bounds?: DialBounds;
  /** Makes journals of agents' call events; undefined: the driver writes journals itself, or no one reads them. */
  readonly createJournals?: ((closed: TelephonyListener['closed']) => EventJournals) | undefined;
  /** What is added to the times of a record, ms; see `CallClock`. Undefined: nothing. */
  readonly correction?: () => number;
  /** Logs an error that no request reports. */
  readonly onFault: (what: LogMessage, cause: unknown) => void;
}

/** A `TelephonyListener` that may lack functions. */
type PartialListener = { readonly [Part in keyof TelephonyListener]?: TelephonyListener[Part] | undefined };

/** The part that every backend has: agents' calls, their commands and the methods of the wire. */
export interface Core {
  readonly states: AgentStates;
  readonly holdRelease: HoldRelease;
  readonly recent: RecentContacts;
  /** The phone book, with the presence of colleagues. */
  readonly colleagues: ContactList;
  readonly handlers: Handlers;
  /** Calls the number from the agent's phone. Fails with a `CommandFault`. */
  readonly originate: (agent: Agent, number: string) => Promise<void>;
  readonly callsOf: (extension: string) => readonly AgentCall[];
  readonly presenceOf: (extension: string) => Presence;
  /** The party that has the number, as far as it is known without a request; not as an agent may see it. */
  readonly partyOf: FindParty;
  /**
   * The listener for the driver. It updates `AgentStates` first, then transfers, then `listeners` in their order, so
   * each listener reads the state after the event. Events of extensions without an agent are ignored.
   */
  listener(listeners: readonly PartialListener[]): TelephonyListener;
  /** Answers all waiting polls, and later ones at once: the backend is stopping. */
  release(): void;
  /** Stops the timers of remembered commands. */
  close(): void;
}

/** How many numbers of an agent's last calls are kept. */
const RECENT_NUMBERS = 50;

/** Builds the core, in Node or in a browser. The driver does not report to it yet: pass it `listener`. */
export function createCore(options: CoreOptions): Core {
  const { clock, telephony, directory, phonebook, version, clientDirectory, onFault } = options;
  const partyOf: FindParty = (number, isOutside) => {
    const clients = clientDirectory?.();
    const known = clients?.known(number) ?? null;
    const party = known ?? phonebook.partyOf(number, isOutside);
    const isLookedUp = clients?.isIndexed() === true && searchDigits(number) !== '';
    return isLookedUp ? { ...party, lookup: known === null ? 'underWay' : 'done' } : party;
  };
  const states = new AgentStates(
    clock,
    partyOf,
    (extension, party) => clientDirectory?.()?.shown(extension, party) ?? party,
  );
  const recent = new RecentContacts(RECENT_NUMBERS);
  const presenceOf = (extension: string): Presence =>
    presence(states.callsOf(extension), options.phoneState?.(extension));
  const colleagues = new ContactList(phonebook, recent, presenceOf);
  const holdRelease = new HoldRelease(telephony, states, (cause) => onFault(callLog.leftOnHold, cause));
  const transfers = new TransferService(telephony, states, holdRelease, clock, options.bounds);
  const handed = new HandedCalls(states, (extension) => directory.withExtension(extension)?.name ?? null);
  const commands = new CommandLog(clock, options.records);
  const contacts = (): ContactSource => clientDirectory?.()?.contacts ?? colleagues;
  const calls = new CallService(
    telephony,
    states,
    (uuid) => clientDirectory?.()?.numberOf(uuid) ?? phonebook.byId(uuid)?.phone ?? null,
    options.bounds,
    () => options.turns?.(),
  );
  const handlers = createHandlers({
    calls,
    transfers,
    states,
    contacts: {
      search: async (text, ...rest) => {
        const found = await contacts().search(text, ...rest);
        const other = found.length === 0 ? otherLayout(text) : null;
        return other === null ? found : contacts().search(other, ...rest);
      },
      last: (...args) => contacts().last(...args),
    },
    commands,
    server: { name: 'asterisk-ng', version },
    chooseContact: () => options.chooseContact?.(),
    contactDialled: (...contact) => options.contactDialled?.(...contact),
    clientMade: () => options.clientMade?.(),
    notes: () => options.notes?.(),
    missedClients: () => options.missedClients?.(),
    history: () => options.history?.(),
    can: (extension) => telephony.can(extension),
  });
  return {
    states,
    holdRelease,
    recent,
    colleagues,
    handlers,
    originate: (agent, number) => calls.originate(agent, number),
    callsOf: (extension) => states.callsOf(extension),
    presenceOf,
    partyOf,
    listener: (listeners) => {
      const closed = (journal: Journal, record: CallRecord | null): void => {
        const known = record && onMachineClock(record, options.correction?.() ?? 0);
        for (const listener of listeners) listener.closed?.(journal, known);
      };
      const isWanted = listeners.some((listener) => listener.closed !== undefined);
      const journals = isWanted ? options.createJournals?.(closed) : undefined;
      return {
        call(extension, event, origin) {
          if (directory.withExtension(extension) === null) return;
          if (event.type === 'began' && event.isOutside !== true) recent.add(extension, event.number);
          states.applyEvent(extension, event, origin);
          transfers.onCallEvent(extension, event);
          handed.onCallEvent(extension, event);
          for (const listener of listeners) listener.call?.(extension, event, origin);
          journals?.take(extension, event, origin);
        },
        closed,
        finished(record) {
          const known = onMachineClock(record, options.correction?.() ?? 0);
          for (const listener of listeners) listener.finished?.(known);
        },
        resynced(liveIds, at) {
          states.endAllExcept(liveIds, at);
          holdRelease.recheckAfterResync();
          journals?.resynced(liveIds, at);
          for (const listener of listeners) listener.resynced?.(liveIds, at);
        },
        link(isUp) {
          states.setLinkUp(isUp);
          if (!isUp) journals?.lost(clock.now());
          for (const listener of listeners) listener.link?.(isUp);
        },
      };
    },
    release: () => states.release(),
    close: () => commands.close(),
  };
}
