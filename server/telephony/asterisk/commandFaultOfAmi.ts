import { CommandFault } from '../../calls/CommandFault';
import { AmiFault } from './ami/Ami';

/** Asterisk's errors for a channel that is gone; they differ from action to action. */
const GONE = /no such channel|channel.*(?:not exist|not found|invalid)|unable to find channel/i;
const NOT_UP = /not up|not in a bridge/i;

/** Converts an `AmiFault` to a `CommandFault`, with the fault as its cause. Other errors are returned as they are. */
export function commandFaultOfAmi(error: unknown): unknown {
  if (!(error instanceof AmiFault)) return error;
  return new CommandFault(reasonOf(error), { cause: error });
}

/** Has Asterisk refused the action since it knows no such channel any more? */
export function isChannelGone(error: unknown): boolean {
  return error instanceof AmiFault && error.reason === 'refused' && GONE.test(error.said);
}

function reasonOf({ reason, said }: AmiFault): CommandFault['reason'] {
  if (reason === 'badField') return 'InvalidNumber';
  if (reason !== 'refused') return 'TelephonyUnavailable';
  if (GONE.test(said)) return 'NoActiveCall';
  return NOT_UP.test(said) ? 'WrongPhase' : 'TelephonyUnavailable';
}
