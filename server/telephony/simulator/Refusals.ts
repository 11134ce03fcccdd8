import type { ExceptionName } from '../../../protocol/exceptionName';
import { CommandFault } from '../../calls/CommandFault';

/** Commands that can be made to fail once. */
export const simulatedCommands = [
  'originate',
  'answer',
  'reject',
  'hangup',
  'setHold',
  'setMute',
  'redirect',
  'consult',
  'completeTransfer',
  'sendDtmf',
] as const;

/** One of `simulatedCommands`. */
export type SimulatedCommand = (typeof simulatedCommands)[number];

/** What the telephone system will refuse next. */
export class Refusals {
  private readonly reasons = new Map<SimulatedCommand, ExceptionName>();

  /** The next command of this kind fails with this reason. */
  set(command: SimulatedCommand, reason: ExceptionName): void {
    this.reasons.set(command, reason);
  }

  /** Fails with a `CommandFault` when this command is to be refused. */
  check(command: SimulatedCommand): void {
    const reason = this.reasons.get(command);
    if (reason === undefined) return;
    this.reasons.delete(command);
    throw new CommandFault(reason);
  }
}
