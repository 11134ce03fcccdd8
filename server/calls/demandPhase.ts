import { neededPhase, type CommandKind, type LivePhase } from '../../protocol/CallCommand';
import { CommandFault } from './CommandFault';

/**
 * Fails with `WrongPhase` when the call is not in the phase that the command needs. Drivers check it against the
 * telephone system's own view of the call, which may be newer than the agent's state.
 */
export function demandPhase(kind: Exclude<CommandKind, 'originate'>, phase: LivePhase): void {
  const needed = neededPhase[kind];
  if (needed !== null && needed !== phase) throw new CommandFault('WrongPhase');
}
