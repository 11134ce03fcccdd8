import type { Message } from '../system/Message';

/**
 * Thrown by a command of the command line (`serve`, `outbox`) that can't do its work for a reason that the administrator
 * can mend, such as a port in use. The text is printed without a stack.
 */
export class CliFault extends Error {
  override readonly name = 'CliFault';

  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}
