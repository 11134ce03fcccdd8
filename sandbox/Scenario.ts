import type { ScenarioCaption } from './page/DeskState';
import type { Stage } from './Stage';

/** A scenario of the control desk: calls from and to an agent. */
export interface Scenario extends ScenarioCaption {
  /** Plays it, or starts it where timers of the simulator do the rest. @throws DeskError when it can't be played now */
  readonly play: (stage: Stage) => void | Promise<void>;
}
