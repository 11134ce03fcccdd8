import type { Message } from './Message';

/**
 * Thrown by a command of the command line (`serve`, `outbox`) that can't do its work for a reason that the administrator
 * can mend, such as a port in use. The text is printed without a stack.
 */
export class StartFault extends Error {
  override readonly name = 'StartFault';

  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}
