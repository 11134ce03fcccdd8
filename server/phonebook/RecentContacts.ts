import { phoneKey } from '../../protocol/isSamePhone';

/** Numbers that an agent recently called or was called by; the newest first, each once. In memory. */
export class RecentContacts {
  private readonly numbers = new Map<string, readonly string[]>();
  private onChange: ((extension: string, numbers: readonly string[]) => void) | null = null;

  constructor(
    /** How many are kept for each agent. */
    private readonly limit: number,
  ) {}

  add(extension: string, number: string): void {
    const others = this.of(extension).filter((one) => phoneKey(one) !== phoneKey(number));
    const numbers = [number, ...others].slice(0, this.limit);
    this.numbers.set(extension, numbers);
    this.onChange?.(extension, numbers);
  }

  of(extension: string): readonly string[] {
    return this.numbers.get(extension) ?? [];
  }

  /** Extension -> its numbers, for all agents that have some. */
  get known(): ReadonlyMap<string, readonly string[]> {
    return this.numbers;
  }

  /** Sets an agent's numbers as another backend has them; empty: none. */
  adopt(extension: string, numbers: readonly string[]): void {
    if (numbers.length === 0) this.numbers.delete(extension);
    else this.numbers.set(extension, numbers);
  }

  /** Sets the callback for changes; null: none. */
  setChangeListener(onChange: ((extension: string, numbers: readonly string[]) => void) | null): void {
    this.onChange = onChange;
  }
}
