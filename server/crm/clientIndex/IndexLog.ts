import type { OnKept } from './CardKeeper';

/** What the index reports of its state. */
export interface IndexLog {
  /** While it is filled. @param cards read so far by this process */
  progress(cards: number): void;
  /** It was read to its end for the first time. */
  filled(cards: number): void;
  /** Once for each trouble. */
  failing(error: unknown): void;
  kept: OnKept;
}

/** How far the index is. */
export interface IndexProgress {
  /** Was it read to its end once? */
  readonly isFilled: boolean;
  /** Cards that this process has read, changed ones again. */
  readonly cards: number;
  /** Time since the last look that found everything, ms; null: there was none. */
  readonly ageMs: number | null;
}
