import type { Failure } from '../Failure';

/** A message to the agent; its text is written by the `Notifier`. */
export type Notice =
  | { readonly kind: 'calling'; readonly number: string; readonly extension: string }
  | { readonly kind: 'callFailed'; readonly number: string; readonly failure: Failure }
  | { readonly kind: 'invalidNumber'; readonly text: string }
  | { readonly kind: 'inCall' }
  | { readonly kind: 'notConfigured' }
  | { readonly kind: 'serverLost'; readonly failure: Failure }
  | { readonly kind: 'serverBack' };

/** Shows notices to the agent in amoCRM's own manner. */
export interface Notifier {
  show(notice: Notice): void;
}
