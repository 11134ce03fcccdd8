import type { ExceptionName } from '../../../protocol/ExceptionName';
import { CommandFault } from '../../calls/CommandFault';
import { VatsFault, type VatsFaultReason } from './api/VatsFault';

const NAMES: Readonly<Record<VatsFaultReason, ExceptionName>> = {
  wrongKey: 'TelephonyUnavailable',
  wrongAddress: 'TelephonyUnavailable',
  notFound: 'AgentUnavailable',
  refused: 'AgentUnavailable',
  limited: 'TelephonyUnavailable',
  unreachable: 'TelephonyUnavailable',
  badAnswer: 'TelephonyUnavailable',
};

/** Converts a `VatsFault` to a `CommandFault`, with the fault as its cause. Other errors are returned as they are. */
export function commandFaultOfVats(error: unknown): unknown {
  return error instanceof VatsFault ? new CommandFault(NAMES[error.reason], { cause: error }) : error;
}
