import type { Dice } from './Dice';
import { isAgent } from './expectedRecords';
import type { Actor, Step } from './Flow';

/** The steps of one flow while they are written. */
export class FlowDraft {
  readonly steps: Step[] = [];
  private isDown = false;

  constructor(
    readonly dice: Dice,
    /** Draws of what is done on the screen beside: without it a seed is the same flow. */
    readonly asides: Dice,
  ) {}

  /** Our backend does not run now. */
  get isAway(): boolean {
    return this.isDown;
  }

  add(...steps: readonly Step[]): void {
    this.steps.push(...steps);
  }

  talk(one: Actor, other: Actor): void {
    this.add({ do: 'talk', one, other });
  }

  /** One of the two hangs up; an agent also on the screen. */
  end(one: Actor, other: Actor): void {
    const by = this.dice.of([one, other]);
    if (isAgent(by) && !this.isDown && this.asides.chance(0.5)) this.add({ do: 'screen', by, ask: 'hangup' });
    else this.add({ do: 'hangup', by });
  }

  /** Our backend may be ended here, and comes back at the next such place, or at the end. */
  disturb(share: number): void {
    if (this.isDown) this.back();
    else if (this.dice.chance(share)) {
      const what = this.dice.of(['stop', 'kill', 'cut'] as const);
      this.add({ do: 'backend', what });
      this.isDown = what !== 'cut';
      if (this.isDown && this.dice.chance(0.7)) this.back();
    }
  }

  /** Our backend is started again, if it does not run. */
  back(): void {
    if (!this.isDown) return;
    this.add({ do: 'backend', what: 'start' });
    this.isDown = false;
  }
}
