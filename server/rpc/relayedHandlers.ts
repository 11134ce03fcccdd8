import type { Method, ParsedParams } from '../../protocol/methods';
import type { Agent } from '../calls/Agent';
import type { Handlers } from './handlers';

/** Methods that are answered from what each backend knows. */
export type LocalMethod = 'ping' | 'get_agent_status' | 'get_contacts' | 'get_last_contacts';

/** Methods that change something; where there are several backends, one carries them all out. */
export type CommandMethod = Exclude<Method, LocalMethod>;

/** Takes a command to the backend that carries it out. Fails with a `CommandFault`. */
export type Carry = <M extends CommandMethod>(
  method: M,
  params: ParsedParams<M>,
  extension: string,
) => Promise<void>;

/** The methods of the wire on one of several backends: commands are carried, all else is answered here. */
export function relayedHandlers(local: Handlers, carry: Carry): Handlers {
  const relay =
    <M extends CommandMethod>(method: M) =>
    async (params: ParsedParams<M>, agent: Agent): Promise<null> => {
      await carry(method, params, agent.extension);
      return null;
    };
  return {
    ...local,
    originate: relay('originate'),
    originate_by_contact: relay('originate_by_contact'),
    redirect: relay('redirect'),
    set_mute: relay('set_mute'),
    set_hold: relay('set_hold'),
    hangup: relay('hangup'),
    answer: relay('answer'),
    reject: relay('reject'),
    consult: relay('consult'),
    complete_transfer: relay('complete_transfer'),
    cancel_transfer: relay('cancel_transfer'),
    send_dtmf: relay('send_dtmf'),
    clear_missed: relay('clear_missed'),
  };
}
