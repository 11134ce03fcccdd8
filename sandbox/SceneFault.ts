/** A scenario could not be played; the message says why. */
export class SceneFault extends Error {
  override readonly name = 'SceneFault';
}
