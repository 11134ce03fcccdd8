import { emptyBoard, type CallBoard } from '../../../domain/calls/CallBoard';
import type { KnownCallers } from '../../../domain/calls/knownParty';
import type { Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { Texts } from '../../amocrm/texts';
import { partOf } from '../partOf';
import { announcement } from './announcement';

/** Says to a screen reader, in the live regions of the popups, what changes on the board; first what rings already. */
export class Announcer {
  private before = emptyBoard;

  constructor(
    private readonly popups: HTMLElement,
    board: Readable<CallBoard>,
    private readonly callers: Readable<KnownCallers>,
    private readonly texts: Texts,
    scope: Scope,
  ) {
    const say = (): void => {
      this.say(board.get());
    };
    scope.onClose(board.subscribe(say));
    say();
  }

  private say(board: CallBoard): void {
    const { urgent, polite } = announcement(this.before, board, this.callers.get(), this.texts);
    this.before = board;
    if (urgent !== '') partOf(this.popups, 'urgent').textContent = urgent;
    if (polite !== '') partOf(this.popups, 'said').textContent = polite;
  }
}
