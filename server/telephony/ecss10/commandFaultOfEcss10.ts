import { CommandFault } from '../../calls/CommandFault';
import type { ExceptionName } from '../../../protocol/ExceptionName';
import { Ecss10Fault, type Ecss10FaultReason } from './Ecss10Fault';

const REASONS: Readonly<Record<Ecss10FaultReason, ExceptionName>> = {
  certificate: 'TelephonyUnavailable',
  unreachable: 'TelephonyUnavailable',
  wrongKey: 'TelephonyUnavailable',
  notPermitted: 'AgentUnavailable',
  phoneNotRegistered: 'AgentUnavailable',
  busy: 'AgentBusy',
  unknownCall: 'NoActiveCall',
  refused: 'WrongPhase',
  sessionLost: 'TelephonyUnavailable',
  timeout: 'TelephonyUnavailable',
  badAnswer: 'TelephonyUnavailable',
};

/** Converts an `Ecss10Fault` to a `CommandFault`, with the fault as its cause. Other errors are returned as they are. */
export function commandFaultOfEcss10(error: unknown): unknown {
  return error instanceof Ecss10Fault ? new CommandFault(REASONS[error.reason], { cause: error }) : error;
}
