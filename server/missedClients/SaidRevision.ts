import type { Clock } from '../system/Clock';

/** How often at most a change is said, ms. */
const SAID_EVERY_MS = 1_000;

/**
 * The revision of a list, which grows with its changes, also over a restart. Of many changes at once only the first is said at
 * once, and the others together a moment later: each is a poll and a reading of the list for all who show it. Owns a timer.
 */
export class SaidRevision {
  private stopSaying: (() => void) | null = null;
  private isUnsaid = false;
  private value: number;

  constructor(
    private readonly clock: Clock,
    private readonly onChange: (revision: number) => void,
  ) {
    this.value = clock.now();
  }

  get revision(): number {
    return this.value;
  }

  /** The list has changed. @param isShown false: no more changes are held back, since the list is being left */
  changed(isShown: boolean): void {
    if (this.stopSaying === null) this.say(isShown);
    else this.isUnsaid = true;
  }

  /** What was not said is not said any more. */
  stop(): void {
    this.stopSaying?.();
    this.stopSaying = null;
    this.isUnsaid = false;
  }

  private say(isShown: boolean): void {
    this.isUnsaid = false;
    this.value = Math.max(this.value + 1, this.clock.now());
    if (isShown)
      this.stopSaying = this.clock.after(SAID_EVERY_MS, () => {
        this.stopSaying = null;
        if (this.isUnsaid) this.say(true);
      });
    this.onChange(this.value);
  }
}
