import { ExplainedError } from '../system/ExplainedError';

/**
 * Thrown by a command of the command line (`serve`, `outbox`) that can't do its work for a reason that the administrator
 * can mend, such as a port in use.
 */
export class CliFault extends ExplainedError {
  override readonly name = 'CliFault';
}
