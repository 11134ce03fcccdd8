/** Finds the places of a text within another one, in order; none is searched for twice. */
export class NextPlace {
  private place = -1;

  constructor(
    private readonly text: string,
    private readonly wanted: string,
  ) {}

  /** Where it stands next. @param from not before that of an earlier call; `Infinity`: nowhere */
  from(from: number): number {
    if (this.place < from) {
      const found = this.text.indexOf(this.wanted, from);
      this.place = found < 0 ? Infinity : found;
    }
    return this.place;
  }
}
