import { emptyBoard, type CallBoard } from '../../../domain/calls/CallBoard';
import type { KnownCallers } from '../../../domain/calls/knownParty';
import type { Readable } from '../../../domain/Store';
import type { Scope } from '../../../system/Scope';
import type { Texts } from '../../amocrm/Texts';
import { partOf } from '../partOf';
import { announcement } from './announcement';

/**
 * Announces changes of calls to screen readers, in the live regions of the popups, until the scope closes. Calls that
 * ring already are announced at once.
 */
export class Announcer {
  /** The board as last announced. */
  private before = emptyBoard;

  constructor(
    private readonly popups: HTMLElement,
    board: Readable<CallBoard>,
    private readonly callers: Readable<KnownCallers>,
    private readonly texts: Texts,
    scope: Scope,
  ) {
    const announce = (): void => {
      this.announce(board.get());
    };
    scope.onClose(board.subscribe(announce));
    announce();
  }

  private announce(board: CallBoard): void {
    const { urgent, polite } = announcement(this.before, board, this.callers.get(), this.texts);
    this.before = board;
    if (urgent !== '') partOf(this.popups, 'urgent').textContent = urgent;
    if (polite !== '') partOf(this.popups, 'said').textContent = polite;
  }
}
