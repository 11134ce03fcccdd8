import { isMethod, methods, type ParsedParams } from '../../protocol/methods';
import type { Agent } from '../calls/Agent';
import type { Handlers } from './createHandlers';
import { isCommand, type CommandMethod } from './isQuery';

/** Sends a command to the leading backend; resolves once that has run it. Fails with a `CommandFault`. */
export type RelayCommand = <M extends CommandMethod>(
  method: M,
  params: ParsedParams<M>,
  extension: string,
) => Promise<void>;

/** The handlers of a backend in a cluster: those of `local`, except that all commands go through `relay`. */
export function relayedHandlers(local: Handlers, relay: RelayCommand): Handlers {
  const handlerOf =
    <M extends CommandMethod>(method: M) =>
    async (params: ParsedParams<M>, agent: Agent): Promise<null> => {
      await relay(method, params, agent.extension);
      return null;
    };
  const commands = Object.keys(methods)
    .filter(isMethod)
    .filter(isCommand)
    .map((method) => [method, handlerOf(method)]);
  // Each name has the handler of its own method; the compiler loses that pairing in a list of entries.
  return { ...local, ...(Object.fromEntries(commands) as Pick<Handlers, CommandMethod>) };
}
