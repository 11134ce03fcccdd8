import type { CommandKind } from '../../protocol/callCommand';
import { CommandFault } from './CommandFault';

/** Phase of a live call. */
type Phase = 'dialing' | 'ringing' | 'talking';

/** The phase in which a call must be for a command; null: every phase will do. */
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
 * Fails with `WrongPhase` when the call is in another phase than the command needs: it may have changed since the
 * command was checked.
 */
export function demandPhase(kind: Exclude<CommandKind, 'originate'>, phase: Phase): void {
  const needed = PHASES[kind];
  if (needed !== null && needed !== phase) throw new CommandFault('WrongPhase');
}
