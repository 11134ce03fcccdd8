import type { WireContact } from '../../protocol/contact';
import type { MadeCard, Method, ParsedParams, Result } from '../../protocol/methods';
import { POLL_WAIT_MS } from '../../protocol/timing';
import type { Ability } from '../../protocol/CallCommand';
import type { Agent } from '../calls/Agent';
import type { AgentStates } from '../calls/AgentStates';
import { CommandFault } from '../calls/CommandFault';
import type { CallService } from '../calls/CallService';
import type { CommandLog } from '../calls/CommandLog';
import type { TransferService } from '../calls/TransferService';
import { contentOf } from './contentOf';
import {
  historyMethods,
  methodsOf,
  missedClientMethods,
  noteMethods,
  type OptionalMethod,
} from './methodsOf';

/** Searches people: the phone book, and amoCRM's contacts where amoCRM is set up. */
export interface ContactSource {
  /**
   * People whose name or number matches `text`, `limit` at most.
   * @param extension of the agent who searches, who is left out
   * @param signal aborted when the widget disconnects
   */
  search(
    text: string,
    limit: number,
    extension: string,
    signal: AbortSignal,
  ): WireContact[] | Promise<WireContact[]>;
  /** People of the agent's last calls, newest first, `limit` at most. */
  last(extension: string, limit: number): WireContact[];
}

/** The services behind the wire. */
export interface HandlersOptions {
  readonly calls: CallService;
  readonly transfers: TransferService;
  readonly states: AgentStates;
  readonly contacts: ContactSource;
  readonly commands: CommandLog;
  /** Name and version, which `ping` answers. */
  readonly server: { readonly name: string; readonly version: string };
  /**
   * Remembers which of several contacts has the number of the agent's call; fails with a `CommandFault`. Called at each use;
   * undefined: choices are not remembered.
   */
  readonly chooseContact?: () =>
    ((extension: string, callId: string, contactId: string) => Promise<void>) | undefined;
  /** The agent calls this entry of the phone book, and the telephone system has accepted it. */
  readonly contactDialled?: (extension: string, contactUuid: string) => void;
  /**
   * The agent has made these cards in amoCRM of the caller of their call; fails with a `CommandFault`. Called at each use;
   * undefined: amoCRM is not read.
   */
  readonly clientMade?: () =>
    ((extension: string, callId: string, cards: readonly MadeCard[]) => void) | undefined;
  /** What agents write of calls. Called at each use; undefined: they are not asked for outcomes. */
  readonly notes?: () => NoteHandlers | undefined;
  /** The company's missed calls. Called at each use; undefined: no list is kept. */
  readonly missedClients?: () => MissedClientHandlers | undefined;
  /** The list of past calls. Called at each use; undefined: none is kept, or users are not proven. */
  readonly history?: () => HistoryHandlers | undefined;
  /** The agent's abilities on the telephone system. */
  readonly can: (extension: string) => ReadonlySet<Ability>;
}

/** The methods for notes and outcomes; all that take a call fail with a `CommandFault`. */
export interface NoteHandlers {
  /** They resolve once it survives a crash. */
  save(extension: string, params: ParsedParams<'save_note'>): Promise<void>;
  setOutcome(extension: string, params: ParsedParams<'set_outcome'>): Promise<void>;
  extend(extension: string, params: ParsedParams<'extend_wait'>): Promise<void>;
  read(extension: string, callId: string): Promise<Result<'get_note'>>;
  open(extension: string): Promise<Result<'get_open_notes'>>;
  outcomes(): Result<'get_outcomes'>;
}

/** The methods for the company's missed calls; those that take a client fail with a `CommandFault`. */
export interface MissedClientHandlers {
  list(agent: Agent): Promise<Result<'get_missed_clients'>>;
  take(agent: Agent, id: string, isTaken: boolean): Promise<void>;
  callBack(agent: Agent, id: string): Promise<void>;
}

/** The methods for the list of past calls; they fail with a `CommandFault`. */
export interface HistoryHandlers {
  list(agent: Agent, query: ParsedParams<'get_history'>, signal: AbortSignal): Promise<Result<'get_history'>>;
  recording(agent: Agent, id: string): Promise<Result<'get_recording'>>;
}

/** Methods that run for an agent. `open_session` runs before it is known who asks; see `Identity`. */
export type HandledMethod = Exclude<Method, 'ping' | 'open_session'>;

/**
 * One function for each method of the wire; a missing one does not compile. They fail with a `CommandFault`. `signal`
 * is aborted when the widget disconnects.
 */
export type Handlers = {
  readonly [M in HandledMethod]: (
    params: ParsedParams<M>,
    agent: Agent,
    signal: AbortSignal,
  ) => Promise<Result<M>>;
} & {
  /** @param agent null: the user is no agent, and has no other method than `ping` */
  readonly ping: (agent: Agent | null) => Promise<Result<'ping'>>;
};

/** The handlers of this backend: they parse nothing and call the services. */
export function createHandlers(services: HandlersOptions): Handlers {
  const { calls, transfers, states, contacts, commands, server, can } = services;
  const { chooseContact, clientMade } = services;
  const notes = (): NoteHandlers => {
    const found = services.notes?.();
    if (found === undefined) throw new CommandFault('NotSupported');
    return found;
  };
  const missedClients = (): MissedClientHandlers => {
    const found = services.missedClients?.();
    if (found === undefined) throw new CommandFault('NotSupported');
    return found;
  };
  const history = (): HistoryHandlers => {
    const found = services.history?.();
    if (found === undefined) throw new CommandFault('NotSupported');
    return found;
  };
  const optionalMethods = (): ReadonlySet<OptionalMethod> =>
    new Set([
      ...(chooseContact?.() === undefined ? [] : (['choose_contact'] as const)),
      ...(clientMade?.() === undefined ? [] : (['client_made'] as const)),
      ...(services.notes?.() === undefined ? [] : noteMethods),
      ...(services.missedClients?.() === undefined ? [] : missedClientMethods),
      ...(services.history?.() === undefined ? [] : historyMethods),
    ]);
  /** Runs a command once for its method and `command_id`: another method with the same id is another command. */
  const once = async (
    method: Method,
    agent: Agent,
    params: { readonly command_id?: string | undefined },
    action: () => Promise<void>,
  ): Promise<null> => {
    const id = params.command_id;
    const command = id === undefined ? undefined : { id: `${method} ${id}`, content: contentOf(params) };
    await commands.runOnce(agent.extension, command, action);
    return null;
  };
  return {
    ping: (agent) =>
      Promise.resolve({
        ping: 'pong',
        server: { ...server },
        agent: agent === null ? null : { extension: agent.extension, name: agent.name },
        methods: agent === null ? ['ping'] : methodsOf(can(agent.extension), optionalMethods()),
      }),
    get_agent_status: ({ current_status, ...wanted }, agent, signal) =>
      states.waitForChange(agent.extension, current_status, POLL_WAIT_MS, signal, wanted),
    get_contacts: ({ start_with, max_results }, agent, signal) =>
      Promise.resolve(contacts.search(start_with, max_results, agent.extension, signal)),
    get_last_contacts: ({ max_results }, agent) =>
      Promise.resolve(contacts.last(agent.extension, max_results)),
    originate: (params, agent) =>
      once('originate', agent, params, () => calls.originate(agent, params.phone, params.unless_taken)),
    originate_by_contact: (params, agent) =>
      once('originate_by_contact', agent, params, async () => {
        await calls.originateByContact(agent, params.contact_uuid, params.unless_taken);
        services.contactDialled?.(agent.extension, params.contact_uuid);
      }),
    redirect: (params, agent) =>
      once('redirect', agent, params, () => transfers.redirect(agent, params.phone, params.unique_id)),
    set_mute: (params, agent) =>
      once('set_mute', agent, params, () => calls.setMute(agent, params.is_mute, params.unique_id)),
    set_hold: (params, agent) =>
      once('set_hold', agent, params, () => calls.setHold(agent, params.is_hold, params.unique_id)),
    hangup: (params, agent) => once('hangup', agent, params, () => calls.hangup(agent, params.unique_id)),
    answer: (params, agent) => once('answer', agent, params, () => calls.answer(agent, params.unique_id)),
    reject: (params, agent) => once('reject', agent, params, () => calls.reject(agent, params.unique_id)),
    consult: (params, agent) =>
      once('consult', agent, params, () => transfers.consult(agent, params.phone, params.unique_id)),
    complete_transfer: (params, agent) =>
      once('complete_transfer', agent, params, () => transfers.completeTransfer(agent, params.unique_id)),
    cancel_transfer: (params, agent) =>
      once('cancel_transfer', agent, params, () => transfers.cancelTransfer(agent, params.unique_id)),
    send_dtmf: (params, agent) =>
      once('send_dtmf', agent, params, () =>
        calls.runInConversation(agent, { kind: 'dtmf', callId: params.unique_id, digits: params.digits }),
      ),
    choose_contact: (params, agent) =>
      once('choose_contact', agent, params, () => {
        const choose = chooseContact?.();
        if (choose === undefined) throw new CommandFault('NotSupported');
        return choose(agent.extension, params.unique_id, params.contact_id);
      }),
    client_made: (params, agent) =>
      once('client_made', agent, params, () => {
        const learn = clientMade?.();
        if (learn === undefined) throw new CommandFault('NotSupported');
        learn(agent.extension, params.unique_id, params.cards);
        return Promise.resolve();
      }),
    save_note: async (params, agent) => {
      await notes().save(agent.extension, params);
      return null;
    },
    set_outcome: async (params, agent) => {
      await notes().setOutcome(agent.extension, params);
      return null;
    },
    get_note: async ({ unique_id }, agent) => notes().read(agent.extension, unique_id),
    extend_wait: async (params, agent) => {
      await notes().extend(agent.extension, params);
      return null;
    },
    get_open_notes: async (_params, agent) => notes().open(agent.extension),
    get_outcomes: async () => Promise.resolve(notes().outcomes()),
    get_missed_clients: async (_params, agent) => missedClients().list(agent),
    take_missed_client: (params, agent) =>
      once('take_missed_client', agent, params, () =>
        missedClients().take(agent, params.id, params.is_taken),
      ),
    call_back: (params, agent) =>
      once('call_back', agent, params, () => missedClients().callBack(agent, params.id)),
    get_history: async (query, agent, signal) => history().list(agent, query, signal),
    get_recording: async ({ unique_id }, agent) => history().recording(agent, unique_id),
    clear_missed: ({ unique_ids }, agent) => {
      states.clearMissed(agent.extension, unique_ids);
      return Promise.resolve(null);
    },
  };
}
