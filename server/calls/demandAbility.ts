import type { Ability } from '../../protocol/callCommand';
import type { Agent } from './Agent';
import { CommandFault } from './CommandFault';
import type { Telephony } from './Telephony';

/** Fails with `NotSupported` when the telephone system can't do this for the agent. */
export function demandAbility(telephony: Telephony, agent: Agent, ability: Ability): void {
  if (!telephony.can(agent.extension).has(ability)) throw new CommandFault('NotSupported');
}
