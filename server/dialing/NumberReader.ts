import type { DialingSettings } from './dialingSettings';
import { codeTails, homeNumbersIn } from './possibleNumbers';
import { asGuess, LEAST_FOREIGN_DIGITS, plannedReadings, readingsOf, type NumberReading } from './readingsOf';

/** Reads what is dialled as the telephone system and the lines behind it may read it. */
export class NumberReader {
  constructor(
    private readonly settings: Pick<DialingSettings, 'country' | 'outsidePrefixes'>,
    /** The number as the driver sends it to the telephone system. */
    private readonly toPbx: (number: string) => string,
  ) {}

  /** The number as it is typed and as the driver dials it. */
  forms(number: string): readonly string[] {
    return [...new Set([number, this.toPbx(number)])];
  }

  readings(number: string): readonly NumberReading[] {
    const { country, outsidePrefixes } = this.settings;
    const sent = this.toPbx(number);
    const readings = this.forms(number).flatMap((form) => readingsOf(form, country, outsidePrefixes));
    return [
      ...readings,
      ...this.readingsWithPlus(sent, readings),
      ...this.readingsWithin(sent),
      ...this.costsBehindCode(sent),
    ];
  }

  /**
   * What each number costs that the telephone system may take from the end of a code. None hides another: that its end, or a
   * longer one, is a number at home makes no premium number a cheap one. Where a number costs nothing, its end is none.
   */
  private costsBehindCode(sent: string): readonly NumberReading[] {
    const tails = codeTails(sent).map((text) => {
      const planned = plannedReadings(text, this.settings.country);
      return { text, planned, isHome: planned.some(({ kinds }) => !kinds.has('abroad')) };
    });
    return tails.flatMap(({ text, planned }) => {
      const isEnd = tails.some((one) => one.isHome && one.text !== text && one.text.endsWith(text));
      const readings = [...planned, ...this.readingsWithPlus(this.toPbx(text), planned)].map(asGuess);
      return readings.filter(({ kinds }) => !isEnd || kinds.size > 0);
    });
  }

  /** What stands behind a code or a line's digit is read as the same number without it. */
  private readingsWithin(sent: string): readonly NumberReading[] {
    const { country, outsidePrefixes } = this.settings;
    return homeNumbersIn(sent, country, outsidePrefixes).flatMap(({ text, isBehindCode, isGuess }) =>
      this.readingsWithPlus(this.toPbx(text), readingsOf(text, country, [])).map((reading) =>
        isGuess ? asGuess(reading) : { ...reading, isBehindCode },
      ),
    );
  }

  /**
   * The foreign number that leaves as the same digits, since the number rules leave out its `+`. None where the rules
   * send a number of the own country in this very form: the trunk then reads it so; none where they keep the `+`, which
   * tells the two apart.
   * @param sent as the telephone system dials it
   */
  private readingsWithPlus(sent: string, readings: readonly NumberReading[]): readonly NumberReading[] {
    const withPlus = `+${sent}`;
    if (!/^\d+$/.test(sent) || sent.length < LEAST_FOREIGN_DIGITS || this.toPbx(withPlus) !== sent) return [];
    const isOwnForm = readings.some(
      (one) => one.isPlanned && !one.kinds.has('abroad') && this.toPbx(one.number) === sent,
    );
    if (isOwnForm) return [];
    return readingsOf(withPlus, this.settings.country, []).filter(({ isPlanned }) => isPlanned);
  }
}
