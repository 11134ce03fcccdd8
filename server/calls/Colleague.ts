/** A user in the telephone system's own list of users. */
export interface Colleague {
  readonly extension: string;
  readonly name: string;
}
