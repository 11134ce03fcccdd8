import { CommandFault } from '../../calls/CommandFault';
import type { CallNote } from './CallNote';
import { clientNumberOf } from './clientNumberOf';
import { isDialled } from './isDialled';
import { standingOf } from './standingOf';

/** What an agent may read and change of a note. `own`: their own text, and what was chosen as long as no colleague has. */
export type NoteRight = 'all' | 'own';

/** What the rights are made of. */
export interface NoteRightsOptions {
  /**
   * May the agent's user view in amoCRM each card that has the number? Nothing that is not known.
   * @param isDialled an agent has dialled it: then there has to be such a card
   */
  readonly mayViewClient: (extension: string, number: string, isDialled: boolean) => Promise<boolean>;
  /** ms since 1970 */
  readonly now: () => number;
}

/**
 * Whose business a note is, one rule for all methods: of who has the client in the call, or is consulted about them, all of it. Of who has left it, for ten minutes,
 * and of who had it last, for a day: all of it as long as they may view the client in amoCRM; else in those ten minutes their
 * own part. Of no one else.
 */
export class NoteRights {
  constructor(private readonly options: NoteRightsOptions) {}

  /**
   * Fails with a `CommandFault`: it is not the agent's business.
   * @param isOwnEnough it is for their own part: where that is theirs nothing more is asked
   */
  async of(note: CallNote, extension: string, isOwnEnough = false): Promise<NoteRight> {
    const standing = standingOf(note, extension, this.options.now());
    if (standing === 'in') return 'all';
    if (standing === 'leaving' && isOwnEnough) return 'own';
    if (standing !== 'none' && (await this.mayView(note, extension))) return 'all';
    if (standing === 'leaving') return 'own';
    throw new CommandFault('NoActiveCall');
  }

  private async mayView(note: CallNote, extension: string): Promise<boolean> {
    const number = clientNumberOf(note);
    if (number === null) return false;
    return this.options.mayViewClient(extension, number, isDialled(note) && isHandedOn(note, extension));
  }
}

/** Have colleagues had the call after the agent? Or may they have: it is not over. */
function isHandedOn(note: CallNote, extension: string): boolean {
  const isLast = note.phase !== 'live' && note.record.extension === extension;
  return !isLast && note.legs.some((leg) => leg.extension !== extension);
}
