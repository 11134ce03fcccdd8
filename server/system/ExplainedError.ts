import type { Message } from './Message';

/** An error that `text` explains to an administrator, so that it is printed without a stack. `message` is the English text. */
export abstract class ExplainedError extends Error {
  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(text.en, options);
  }
}
