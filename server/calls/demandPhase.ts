import type { CommandKind } from '../../protocol/CallCommand';
import { CommandFault } from './CommandFault';

/** Phase of a live call. */
type Phase = 'dialing' | 'ringing' | 'talking';

/** The phase that a command needs its call to be in; null: any. */
const PHASES: Readonly<Record<Exclude<CommandKind, 'originate'>, Phase | null>> = {
  answer: 'ringing',
  reject: 'ringing',
  hangup: null,
  mute: 'talking',
  hold: 'talking',
  redirect: 'talking',
  consult: 'talking',
  completeTransfer: 'talking',
  dtmf: 'talking',
};

/**
 * Fails with `WrongPhase` when the call is not in the phase that the command needs. Drivers check it against the
 * telephone system's own view of the call, which may be newer than the agent's state.
 */
export function demandPhase(kind: Exclude<CommandKind, 'originate'>, phase: Phase): void {
  const needed = PHASES[kind];
  if (needed !== null && needed !== phase) throw new CommandFault('WrongPhase');
}
