/** Somebody in the company, as the telephone system knows them. */
export interface Colleague {
  readonly extension: string;
  readonly name: string;
}
