/** How the company's numbers are recognised and written, for the tracker. */
export interface VatsNumbering {
  /** A number as amoCRM has it. */
  readonly toCrm: (number: string) => string;
  /** Whether it is an internal number of the company. */
  readonly isColleague: (number: string) => boolean;
}
