import type { WireContact } from '../../protocol/contact';
import type { Method, ParsedParams, Result } from '../../protocol/methods';
import { HOLD_MS } from '../../protocol/timing';
import type { Ability } from '../../protocol/callCommand';
import type { Agent } from '../calls/Agent';
import type { AgentStates } from '../calls/AgentStates';
import type { CallService } from '../calls/CallService';
import type { CommandLog } from '../calls/CommandLog';
import type { TransferService } from '../calls/TransferService';
import { methodsOf } from './methodsOf';

/** What the phone book shows to the wire. */
export interface ContactSource {
  /**
   * @param extension the asker's own, which is not found
   * @param signal aborted when the asker is gone
   */
  search(
    text: string,
    limit: number,
    extension: string,
    signal: AbortSignal,
  ): WireContact[] | Promise<WireContact[]>;
  last(extension: string, limit: number): WireContact[];
}

/** The services behind the wire. */
export interface HandlersOptions {
  readonly calls: CallService;
  readonly transfers: TransferService;
  readonly states: AgentStates;
  readonly contacts: ContactSource;
  readonly commands: CommandLog;
  /** Name and version, as `ping` tells them. */
  readonly server: { readonly name: string; readonly version: string };
  /** What the telephone system can do for the agent. */
  readonly can: (extension: string) => ReadonlySet<Ability>;
}

/** One function a method: a forgotten one does not compile. `signal` is aborted when the asker is gone. */
export type Handlers = {
  readonly [M in Exclude<Method, 'ping'>]: (
    params: ParsedParams<M>,
    agent: Agent,
    signal: AbortSignal,
  ) => Promise<Result<M>>;
} & {
  /** @param agent null: a user who has no extension; they may ping and nothing else */
  readonly ping: (agent: Agent | null) => Promise<Result<'ping'>>;
};

/** The methods of the wire, joined to the services. */
export function createHandlers(services: HandlersOptions): Handlers {
  const { calls, transfers, states, contacts, commands, server, can } = services;
  /** A command that has one effect under one id. */
  const once = async (
    agent: Agent,
    { command_id }: { readonly command_id?: string | undefined },
    action: () => Promise<void>,
  ): Promise<null> => {
    await commands.runOnce(agent.extension, command_id, action);
    return null;
  };
  return {
    ping: (agent) =>
      Promise.resolve({
        ping: 'pong',
        server: { ...server },
        agent: agent === null ? null : { extension: agent.extension, name: agent.name },
        methods: agent === null ? ['ping'] : methodsOf(can(agent.extension)),
      }),
    get_agent_status: ({ current_status }, agent, signal) =>
      states.waitForChange(agent.extension, current_status, HOLD_MS, signal),
    get_contacts: ({ start_with, max_results }, agent, signal) =>
      Promise.resolve(contacts.search(start_with, max_results, agent.extension, signal)),
    get_last_contacts: ({ max_results }, agent) =>
      Promise.resolve(contacts.last(agent.extension, max_results)),
    originate: (params, agent) => once(agent, params, () => calls.originate(agent, params.phone)),
    originate_by_contact: (params, agent) =>
      once(agent, params, () => calls.originateByContact(agent, params.contact_uuid)),
    redirect: (params, agent) =>
      once(agent, params, () => transfers.redirect(agent, params.phone, params.unique_id)),
    set_mute: (params, agent) =>
      once(agent, params, () => calls.setMute(agent, params.is_mute, params.unique_id)),
    set_hold: (params, agent) =>
      once(agent, params, () => calls.setHold(agent, params.is_hold, params.unique_id)),
    hangup: (params, agent) => once(agent, params, () => calls.hangup(agent, params.unique_id)),
    answer: (params, agent) => once(agent, params, () => calls.answer(agent, params.unique_id)),
    reject: (params, agent) => once(agent, params, () => calls.reject(agent, params.unique_id)),
    consult: (params, agent) =>
      once(agent, params, () => transfers.consult(agent, params.phone, params.unique_id)),
    complete_transfer: (params, agent) =>
      once(agent, params, () => transfers.completeTransfer(agent, params.unique_id)),
    cancel_transfer: (params, agent) =>
      once(agent, params, () => transfers.cancelTransfer(agent, params.unique_id)),
    send_dtmf: (params, agent) =>
      once(agent, params, () =>
        calls.inConversation(agent, { kind: 'dtmf', callId: params.unique_id, digits: params.digits }),
      ),
    clear_missed: ({ unique_ids }, agent) => {
      states.clearMissed(agent.extension, unique_ids);
      return Promise.resolve(null);
    },
  };
}
