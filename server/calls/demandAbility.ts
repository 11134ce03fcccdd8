import { abilityOf, type Ability, type CommandKind } from '../../protocol/CallCommand';
import { CommandFault } from './CommandFault';

/**
 * Fails with `NotSupported` when the agent lacks the ability that a command of this kind needs.
 * @param abilities the agent's, as `Telephony.can` gives them
 */
export function demandAbility(abilities: ReadonlySet<Ability>, kind: CommandKind): void {
  if (!abilities.has(abilityOf(kind))) throw new CommandFault('NotSupported');
}
