import type { ExceptionName } from '../../protocol/ExceptionName';

/** A command that can't be carried out. `reason` is the name of the exception on the wire. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault';

  constructor(
    readonly reason: ExceptionName,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
