/** Name of the errors whose text is meant for a person. */
const FAULT = 'VoipFault';

/** What went wrong, in plain words that may be shown to a person. Holds no secret. */
export function fault(text: string): Error {
  const error = new Error(text);
  // A class of its own would lose its kind where the platform compiles to an old JavaScript.
  error.name = FAULT;
  return error;
}

/** Text for a person of anything thrown. The text of errors that are not ours is left out: it may hold a secret. */
export function faultText(thrown: unknown): string {
  return thrown instanceof Error && thrown.name === FAULT ? thrown.message : 'Внутренняя ошибка модуля.';
}
