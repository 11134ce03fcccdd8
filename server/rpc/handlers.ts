import type { WireContact } from '../../protocol/contact';
import type { Method, ParsedParams, Result } from '../../protocol/methods';
import { HOLD_MS } from '../../protocol/timing';
import type { Agent } from '../calls/Agent';
import type { AgentBoard } from '../calls/AgentBoard';
import type { CallService } from '../calls/CallService';

/** What the phone book shows to the wire. */
export interface ContactSource {
  /** @param extension the asker's own, which is not found */
  search(text: string, limit: number, extension: string): readonly WireContact[];
  last(extension: string, limit: number): readonly WireContact[];
}

/** One function a method: a forgotten one does not compile. `signal` is aborted when the asker is gone. */
export type Handlers = {
  readonly [M in Exclude<Method, 'ping'>]: (
    params: ParsedParams<M>,
    agent: Agent,
    signal: AbortSignal,
  ) => Promise<Result<M>>;
} & { readonly ping: () => Promise<Result<'ping'>> };

/** The methods of the wire, joined to the services. */
export function createHandlers(calls: CallService, board: AgentBoard, contacts: ContactSource): Handlers {
  const done = async (command: Promise<void>): Promise<null> => {
    await command;
    return null;
  };
  return {
    ping: () => Promise.resolve({ ping: 'pong' }),
    get_agent_status: ({ current_status }, agent, signal) =>
      board.waitForChange(agent.extension, current_status, HOLD_MS, signal),
    get_contacts: ({ start_with, max_results }, agent) =>
      Promise.resolve([...contacts.search(start_with, max_results, agent.extension)]),
    get_last_contacts: ({ max_results }, agent) =>
      Promise.resolve([...contacts.last(agent.extension, max_results)]),
    originate: ({ phone }, agent) => done(calls.originate(agent, phone)),
    originate_by_contact: ({ contact_uuid }, agent) => done(calls.originateByContact(agent, contact_uuid)),
    redirect: ({ phone }, agent) => done(calls.redirect(agent, phone)),
    set_mute: ({ is_mute }, agent) => done(calls.setMute(agent, is_mute)),
    set_hold: ({ is_hold }, agent) => done(calls.setHold(agent, is_hold)),
    hangup: (_params, agent) => done(calls.hangup(agent)),
  };
}
