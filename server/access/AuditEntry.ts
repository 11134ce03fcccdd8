/** The audit's entry of a command: who sent what, and its outcome. */
export interface AuditEntry {
  /** Of the proven user, or with `identity: off` as the request has it; null: the user is not proven. */
  readonly email: string | null;
  /** Null: the user is no agent. */
  readonly extension: string | null;
  /** The door that it came through; undefined: the widget's. */
  readonly by?: 'elma365';
  readonly method: string;
  /** Id of the call that the command names; null: it is for the present conversation, or makes a new call. */
  readonly call: string | null;
  /** Number or contact's id that the command names; null: none. */
  readonly target: string | null;
  /** `success` or the name of the exception. */
  readonly outcome: string;
  /** The command key; null: none. */
  readonly command: string | null;
  /** The telephone system's id of the whole call, as in the log; null: not known. */
  readonly trace: string | null;
  /** How many entries were left out before this one; undefined: none. */
  readonly omitted?: number;
}
