import { SlidingCount } from './SlidingCount';

/** How the numbers of the office are rewritten. */
export interface Rewriting {
  /** The number as the driver sends it to the telephone system. */
  readonly toPbx: (number: string) => string;
  /** The number that the telephone system has, as the driver shows it. */
  readonly toCrm: (number: string) => string;
}

/**
 * Numbers abroad that the office has called within a day. Of a call only the number is known that the telephone system has, and
 * this may look like one at home: `+9607771234` leaves as `9607771234` and is shown as `+79607771234`. So a number counts in
 * each form in which it may be shown, and its namesake at home with it.
 */
export class DialledAbroad {
  private readonly forms: SlidingCount;

  /** @param now ms of a clock that never goes back */
  constructor(
    private readonly rewriting: Rewriting,
    now: () => number,
  ) {
    this.forms = new SlidingCount(86_400_000, now);
  }

  /** @param dialled as it was dialled, and all readings of it that are abroad */
  add(dialled: readonly string[]): void {
    for (const form of new Set(dialled.flatMap((number) => this.formsOf(number)))) this.forms.add(form);
  }

  /** @param shown by the telephone system */
  has(shown: string): boolean {
    return this.forms.of(shown) > 0;
  }

  /** The dialplan may also leave out the `+`. */
  private formsOf(number: string): readonly string[] {
    const { toPbx, toCrm } = this.rewriting;
    const sent = [number, toPbx(number), number.replace(/^\+/, '')];
    return [...sent, ...sent.map(toCrm)];
  }
}
