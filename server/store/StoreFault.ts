import { ExplainedError } from '../system/ExplainedError';
import type { Message } from '../system/Message';

/** What keeps the store from working. `damaged` and `inUse` end by themselves only if the database is put aside or let go. */
export type StoreFaultKind =
  | 'unwritable'
  | 'damaged'
  /** Made by a newer version of this program. */
  | 'newer'
  /** A database of another program. */
  | 'foreign'
  | 'inUse'
  | 'unreachable'
  | 'closed'
  /** A statement was refused: a fault of ours. */
  | 'refused';

/** The store can't do what was asked. The text says why in plain words. */
export class StoreFault extends ExplainedError {
  override readonly name = 'StoreFault';

  constructor(
    readonly kind: StoreFaultKind,
    text: Message,
    options?: ErrorOptions,
  ) {
    super(text, options);
  }
}
