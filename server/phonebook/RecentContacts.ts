/** Numbers that an agent has lately spoken with, or tried to; the newest first, each once. In memory. */
export class RecentContacts {
  private readonly numbers = new Map<string, readonly string[]>();
  private onChange: ((extension: string, numbers: readonly string[]) => void) | null = null;

  constructor(
    /** How many are kept for each agent. */
    private readonly limit: number,
  ) {}

  add(extension: string, number: string): void {
    const others = this.of(extension).filter((one) => one !== number);
    const numbers = [number, ...others].slice(0, this.limit);
    this.numbers.set(extension, numbers);
    this.onChange?.(extension, numbers);
  }

  of(extension: string): readonly string[] {
    return this.numbers.get(extension) ?? [];
  }

  /** Agents of whom numbers are known, with these. */
  get known(): ReadonlyMap<string, readonly string[]> {
    return this.numbers;
  }

  /** Takes over what another backend has noted; empty: nothing. */
  adopt(extension: string, numbers: readonly string[]): void {
    if (numbers.length === 0) this.numbers.delete(extension);
    else this.numbers.set(extension, numbers);
  }

  /** Each change is told from now on; null: none is. */
  setChangeListener(onChange: ((extension: string, numbers: readonly string[]) => void) | null): void {
    this.onChange = onChange;
  }
}
