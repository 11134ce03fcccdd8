import type { Message } from './Message';

/** Why a command can't do its work on this machine. */
export class StartFault extends Error {
  override readonly name = 'StartFault';

  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}
