import type { notRoutedReasons } from '../../protocol/callerCard';

/** What `/route` answers a dialplan for a caller. */
export type RoutingDecision =
  /** To ring the responsible agent. */
  | { readonly kind: 'responsible'; readonly extension: string }
  /** The default, since the responsible agent takes no call now. */
  | {
      readonly kind: 'notFree';
      readonly extension: string;
      readonly reason: (typeof notRoutedReasons)[number];
    }
  /** The default, since no responsible agent is known: there is none, the look-up failed or took too long. */
  | { readonly kind: 'none' };
