import { toJson } from '../../../protocol/toJson';
import type { Timer } from '../Timer';
import type { Problem } from './CallBoard';
import type { CallControl } from './CallControl';
import { DOUBLE_CLICK_MS } from './ClickToCall';
import type { DialTarget } from './Command';
import { isWarning } from './isWarning';

/** How long the same press calls all the same after the agent has read that a colleague has the client, ms. */
export const WARNING_MS = 60_000;

/** What the agent does while the board shows that a colleague has the client: the same press again calls. It ends that after a while. */
export class TakenWarning {
  private shown: Problem | null = null;
  private shownAt = 0;
  private stop: () => void = () => undefined;

  constructor(
    private readonly calls: Pick<CallControl, 'board' | 'dismiss'>,
    private readonly timer: Timer,
  ) {
    calls.board.subscribe(({ problem }) => this.follow(problem));
  }

  /** The agent can't have read the warning yet: a press now is the second half of a double click. */
  get isFresh(): boolean {
    return isWarning(this.shown) && this.timer.now() - this.shownAt < DOUBLE_CLICK_MS;
  }

  /** Has the agent read that a colleague has whom they call by this? */
  isSure(target: DialTarget): boolean {
    const { shown } = this;
    return isWarning(shown) && 'target' in shown.action && toJson(shown.action.target) === toJson(target);
  }

  private follow(problem: Problem | null): void {
    if (problem === this.shown) return;
    this.stop();
    this.shown = problem;
    this.shownAt = this.timer.now();
    if (isWarning(problem)) this.stop = this.timer.after(WARNING_MS, () => this.calls.dismiss());
  }
}
