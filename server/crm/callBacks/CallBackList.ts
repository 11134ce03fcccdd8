/** Why a client is to be called back: they have called in vain, or an agent has promised it. Times in ms since 1970. */
export type CallBackCause =
  /** @param call key of the whole call */
  | { readonly kind: 'missed'; readonly call: string; readonly endedAt: number }
  /** @param call key of the whole call of which it was the outcome */
  | { readonly kind: 'promised'; readonly call: string };

/** amoCRM's task for a call-back. */
export interface CallBackTask extends Pick<CallBackCause, 'kind' | 'call'> {
  /** amoCRM's. */
  readonly id: number;
}

/** A call-back that an agent has promised. Times in ms since 1970. */
export interface PromisedCall {
  /** Key of the whole call of which it was the outcome. */
  readonly call: string;
  /** Extension of the agent. */
  readonly by: string;
  /** For when. */
  readonly dueAt: number;
  /** When it was promised, at the earliest at the end of that call: a talk after it keeps the promise. */
  readonly promisedAt: number;
}

/** A task that is to be completed in amoCRM. */
export interface FinishedTask {
  readonly task: CallBackTask;
  /** The client's. */
  readonly number: string;
  /** Who has talked with the client; `over`: the call-back is not needed any more. */
  readonly why: 'talked' | 'over';
  /** Extension of the agent; null: of no agent, or not known. */
  readonly by: string | null;
  /** ms since 1970 */
  readonly at: number;
}

/** Which clients wait to be called back: what amoCRM's side uses of the company's list. */
export interface CallBackList {
  promised(client: { readonly number: string; readonly line: string | null }, promise: PromisedCall): void;
  /** The call has another outcome now. @param by extension of the agent */
  withdrawn(number: string, call: string, by: string | null): void;
  /** Does the client still wait for it? Null: not known now. */
  isWaiting(number: string, cause: CallBackCause): boolean | null;
  /**
   * amoCRM has the task: it is completed once the client was talked with, at once if they wait no more.
   * @returns false: it can't be remembered now
   */
  taskMade(number: string, cause: CallBackCause, id: number): boolean;
  /** Is the client waiting with this task? Null: not known now. */
  isTaskOf(number: string, id: number): boolean | null;
}
