/**
 * A command to the telephone system, as the widget sends it and a driver carries it out.
 * @typeParam Target whom to call: the number itself, or what the widget knows of the person
 */
export type CallCommand<Target = string> =
  /** Calls the agent's phone, then the target. */
  | { readonly kind: 'originate'; readonly target: Target }
  /** `answer` and `reject`: the call rings at the agent's phone; a rejected one may ring on elsewhere. */
  | { readonly kind: 'answer' | 'reject'; readonly callId: string }
  | { readonly kind: 'hangup'; readonly callId: string }
  | { readonly kind: 'mute' | 'hold'; readonly callId: string; readonly on: boolean }
  /**
   * `redirect` is the blind transfer of the other party. `consult` calls the target about the call, which is on
   * hold already; the new call's `began` names that call in `consultOf`.
   */
  | { readonly kind: 'redirect' | 'consult'; readonly callId: string; readonly target: Target }
  /** Joins the other ends of both calls; both end for the agent with the reason `transferred`. */
  | { readonly kind: 'completeTransfer'; readonly callId: string; readonly consultingId: string }
  /** `digits`: 0 to 9, `*` and `#`. */
  | { readonly kind: 'dtmf'; readonly callId: string; readonly digits: string };

/** The kind of a command. */
export type CommandKind = CallCommand['kind'];
