import type { Message } from '../server/system/Message';

/** What the desk asked for could not be played; `texts` says why, `message` is its English one. */
export class SceneFault extends Error {
  override readonly name = 'SceneFault';

  constructor(
    /** One sentence for the desk. */
    readonly texts: Message,
  ) {
    super(texts.en);
  }
}
