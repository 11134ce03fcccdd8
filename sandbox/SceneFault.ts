import type { Bilingual } from './page/deskShapes';

/** Something of the desk could not be played; the texts say why, and `message` does in English. */
export class SceneFault extends Error {
  override readonly name = 'SceneFault';

  constructor(
    /** One sentence for the desk. */
    readonly texts: Bilingual,
  ) {
    super(texts.en);
  }
}
