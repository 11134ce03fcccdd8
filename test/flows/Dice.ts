import { seededRandom } from '../../server/telephony/simulator/seededRandom';

/** Draws of one seed, always the same. */
export class Dice {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  of<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.random() * values.length)]!;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }
}
