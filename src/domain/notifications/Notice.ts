import type { Failure } from '../Failure';

/** Something the agent should know. The words for it are chosen outside the domain. */
export type Notice =
  | { readonly kind: 'calling'; readonly number: string; readonly extension: string }
  | { readonly kind: 'callFailed'; readonly number: string; readonly failure: Failure }
  | { readonly kind: 'invalidNumber'; readonly text: string }
  | { readonly kind: 'inCall' }
  | { readonly kind: 'notConfigured' }
  | { readonly kind: 'serverLost'; readonly failure: Failure }
  | { readonly kind: 'serverBack' };

/** Shows notices to the agent, as amoCRM shows its own. */
export interface Notifier {
  show(notice: Notice): void;
}
