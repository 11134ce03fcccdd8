import { methods, type Method, type ParsedParams } from '../../protocol/methods';
import type { Agent } from '../calls/Agent';
import type { Handlers } from './createHandlers';

/** Methods that are answered from what each backend knows. */
const localMethods = ['ping', 'get_agent_status', 'get_contacts', 'get_last_contacts'] as const;

/** One of `localMethods`. */
export type LocalMethod = (typeof localMethods)[number];

/** Methods that change something. In a cluster the leading backend runs all of them. */
export type CommandMethod = Exclude<Method, LocalMethod>;

/** Sends a command to the leading backend; resolves once that has run it. Fails with a `CommandFault`. */
export type RelayCommand = <M extends CommandMethod>(
  method: M,
  params: ParsedParams<M>,
  extension: string,
) => Promise<void>;

/** The handlers of a backend in a cluster: `local`, with all commands replaced by `carry`. */
export function relayedHandlers(local: Handlers, carry: RelayCommand): Handlers {
  const relay =
    <M extends CommandMethod>(method: M) =>
    async (params: ParsedParams<M>, agent: Agent): Promise<null> => {
      await carry(method, params, agent.extension);
      return null;
    };
  const commands = Object.keys(methods)
    .filter(isCommand)
    .map((method) => [method, relay(method)]);
  // Each name has the relay of its own method; the compiler loses that pairing in a list of entries.
  return { ...local, ...(Object.fromEntries(commands) as Pick<Handlers, CommandMethod>) };
}

function isCommand(method: string): method is CommandMethod {
  return !localMethods.some((local) => local === method);
}
