import type { Message } from '../server/system/Message';

/** A command of the control desk that can't be carried out. `message` is the English text. */
export class DeskError extends Error {
  override readonly name = 'DeskError';

  constructor(
    /** Why, in one sentence for the desk. */
    readonly texts: Message,
  ) {
    super(texts.en);
  }
}
