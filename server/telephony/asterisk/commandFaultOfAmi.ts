import { CommandFault } from '../../calls/CommandFault';
import { AmiFault } from './ami/Ami';

/** What Asterisk says of a channel that is gone; each action has its own words. */
const GONE = /no such channel|channel.*(?:not exist|not found|invalid)|unable to find channel/i;
const NOT_UP = /not up|not in a bridge/i;

/** Why a command failed, as the wire has it. What is no fault of Asterisk's stays as it is. */
export function commandFaultOfAmi(error: unknown): unknown {
  if (!(error instanceof AmiFault)) return error;
  return new CommandFault(reasonOf(error), { cause: error });
}

function reasonOf({ reason, said }: AmiFault): CommandFault['reason'] {
  if (reason === 'badField') return 'InvalidNumber';
  if (reason !== 'refused') return 'TelephonyUnavailable';
  if (GONE.test(said)) return 'NoActiveCall';
  return NOT_UP.test(said) ? 'WrongPhase' : 'TelephonyUnavailable';
}
