import type { Ability, CallCommand, CommandKind } from '../../protocol/callCommand';
import { CommandFault } from './CommandFault';

/** The ability that a command needs. */
export function abilityOf(kind: CommandKind): Ability {
  return kind === 'completeTransfer' ? 'consult' : kind;
}

/** Fails with `NotSupported` when the agent is not offered the command. @param abilities what the driver can do for the agent */
export function demandOffered(abilities: ReadonlySet<Ability>, { kind }: CallCommand): void {
  if (!abilities.has(abilityOf(kind))) throw new CommandFault('NotSupported');
}
