import type { CallBoard } from '../../../domain/calls/CallBoard';
import { callSeconds } from '../../../domain/calls/clockSkew';
import type { Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import { formatTalkTime } from '../formatTalkTime';

/** Shows the running time of calls in the nodes with `data-time` inside a root, by the closest `data-call`. */
export class CallTimes {
  private stop: (() => void) | null = null;

  constructor(
    private readonly root: Element,
    private readonly board: Readable<CallBoard>,
    private readonly scope: Scope,
  ) {}

  /** Shows the times now and each second while there are calls on the board. To call after each painting. */
  update(): void {
    this.show();
    const isNeeded = this.board.get().calls.length > 0;
    if (isNeeded && this.stop === null) {
      this.stop = this.scope.every(1_000, () => {
        this.show();
      });
    } else if (!isNeeded) {
      this.stop?.();
      this.stop = null;
    }
  }

  private show(): void {
    const { calls, skewMs } = this.board.get();
    const now = this.scope.now();
    for (const node of this.root.querySelectorAll('[data-time]')) {
      const id = node.closest('[data-call]')?.getAttribute('data-call');
      const call = calls.find((one) => one.id === id);
      const time = call ? formatTalkTime(callSeconds(call, skewMs, now)) : '';
      if (node.textContent !== time) node.textContent = time;
    }
  }
}
