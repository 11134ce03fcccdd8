import type { EndReason } from '../../../protocol/EndReason';

/** How a call ended for the agent. */
export interface CallEnd {
  readonly reason: EndReason;
  /** Who has the other end now, or did not take the call; null: no one, or it is not known. */
  readonly wentTo: { readonly name: string; readonly isRefused: boolean } | null;
}
