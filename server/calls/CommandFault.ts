import type { ExceptionName } from '../../protocol/exceptionName';

/** A command that can't be carried out, with the reason that the wire has for it. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault';

  constructor(
    readonly reason: ExceptionName,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
