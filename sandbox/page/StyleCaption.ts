import type { Message } from '../../server/system/Message';

/** What is done in a frame of the style page: a press on a button (its `data-command`, `data-note`, `data-missed` or `data-history`) or the field, or typing in that. */
export type StyleStep = { readonly press: string } | { readonly type: Message };

/** A state of the widget as the style page shows it. */
export interface StyleCaption {
  /** Name in the query of a frame, `?state=…`. */
  readonly name: string;
  readonly title: Message;
  /** Done once the page is loaded, each as soon as it can be. */
  readonly steps: readonly StyleStep[];
  /** Selector of what the state shows when it is reached. */
  readonly shows: string;
  /** A text in it, where the selector finds the step before too; empty: any. */
  readonly says: Message;
  /** What becomes of a wish to make something in amoCRM: it goes on for ever, or the user has no right to. */
  readonly makes: 'slowly' | 'refused';
  /** Requests whose answer the page holds back as long as a long poll: those that know this status already, or all. */
  readonly holds: 'knownStatus' | 'all';
}
