import type { CommandKind } from '../../../protocol/CallCommand';
import type { ExceptionName } from '../../../protocol/ExceptionName';
import { CommandFault } from '../../calls/CommandFault';

/** Commands that the simulator refuses next. */
export class Refusals {
  private readonly reasons = new Map<CommandKind, ExceptionName>();

  /** The next command of this kind fails with this reason. */
  set(command: CommandKind, reason: ExceptionName): void {
    this.reasons.set(command, reason);
  }

  /** Fails with a `CommandFault` when this command is to be refused. */
  check(command: CommandKind): void {
    const reason = this.reasons.get(command);
    if (reason === undefined) return;
    this.reasons.delete(command);
    throw new CommandFault(reason);
  }
}
