/** Numbers that an agent has lately spoken with, or tried to; the newest first, each once. In memory. */
export class RecentContacts {
  private readonly numbers = new Map<string, readonly string[]>();

  constructor(
    /** How many are kept for each agent. */
    private readonly limit: number,
  ) {}

  note(extension: string, number: string): void {
    const others = this.of(extension).filter((one) => one !== number);
    this.numbers.set(extension, [number, ...others].slice(0, this.limit));
  }

  of(extension: string): readonly string[] {
    return this.numbers.get(extension) ?? [];
  }
}
