import { seededRandom } from '../../../server/telephony/simulator/seededRandom';

/** What becomes of a request on its way. Times in ms. */
export type Fate =
  | { readonly kind: 'good' }
  /** The backend never hears of it. */
  | { readonly kind: 'dropped' }
  /** The backend carries it out and its answer is lost. */
  | { readonly kind: 'answerDropped' }
  /** It arrives twice. */
  | { readonly kind: 'doubled'; readonly againAfterMs: number }
  /** It arrives late, perhaps when the asker waits no longer. */
  | { readonly kind: 'late'; readonly ms: number }
  | { readonly kind: 'answerLate'; readonly ms: number }
  /** An older answer comes in place of its own. */
  | { readonly kind: 'stale' }
  /** A page of HTML comes in place of its answer. */
  | { readonly kind: 'html' };

/** What the network does: `calm` nothing but good, `rough` every third request suffers, `storm` most do. */
export const weathers = ['calm', 'rough', 'storm'] as const;

/** One of `weathers`. */
export type WeatherKind = (typeof weathers)[number];

const SHARE: Readonly<Record<WeatherKind, number>> = { calm: 0, rough: 0.33, storm: 0.8 };

/** The fates of requests, one after the other. The same seed gives the same fates. */
export class Weather {
  private readonly random: () => number;

  constructor(
    private readonly kind: WeatherKind,
    seed: number,
  ) {
    this.random = seededRandom(seed);
  }

  /** Time that the way there or back takes, ms. */
  latencyMs(): number {
    return this.kind === 'calm' ? 5 : Math.floor(this.random() * 120);
  }

  next(): Fate {
    if (this.random() >= SHARE[this.kind]) return { kind: 'good' };
    const ms = Math.floor(this.random() * 14_000);
    const fates: readonly Fate[] = [
      { kind: 'dropped' },
      { kind: 'answerDropped' },
      { kind: 'doubled', againAfterMs: ms },
      { kind: 'doubled', againAfterMs: 0 },
      { kind: 'late', ms },
      { kind: 'answerLate', ms },
      { kind: 'stale' },
      { kind: 'html' },
    ];
    return fates[Math.floor(this.random() * fates.length)] ?? { kind: 'good' };
  }
}
