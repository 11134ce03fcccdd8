/** A user of amoCRM who has an extension on the telephone system. */
export interface Agent {
  /** Lower case; compared without regard to case. */
  readonly email: string;
  readonly amouserId?: number | undefined;
  /** Internal number, digits: the agent's key in the backend. */
  readonly extension: string;
  readonly name: string;
}
