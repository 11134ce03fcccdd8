import { CommandFault } from '../../../../server/calls/CommandFault';
import type { NoteMethods } from '../../../../server/crm/callNotes/NoteMethods';

/** What the page needs of the office around it. */
interface NotePageOptions {
  readonly extension: string;
  readonly callId: string;
  /** The computer's name. */
  readonly writer: string;
  /** Each request is sent twice at once, as a browser may do. */
  readonly isDoubling: boolean;
  /** ms since 1970 */
  readonly now: () => number;
}

/** Where the page saves and reads. Fails with a `CommandFault` where the backend refuses. */
export type NoteEnd = Pick<NoteMethods, 'save' | 'read'>;

/**
 * A widget's field for the note of one call, on one computer: it keeps what is typed, and sends the whole text until it hears that
 * the backend has it. Where another computer has written meanwhile it reads that, and adds its own.
 */
export class NotePage {
  private text = '';
  private readAt: number | null = null;
  private isDirty = false;
  private readonly words: string[] = [];
  private isBusy = false;

  constructor(private readonly options: NotePageOptions) {}

  get isSaved(): boolean {
    return !this.isDirty;
  }

  /** All that was typed here. */
  get typed(): readonly string[] {
    return this.words;
  }

  type(word: string): void {
    this.words.push(word);
    this.text = this.text === '' ? word : `${this.text} ${word}`;
    this.isDirty = true;
  }

  /** The page is loaded again, and reads what it was: its own store has what the backend lacks. */
  reload(): void {
    this.readAt = null;
    this.isDirty = this.text !== '';
  }

  /** Sends what is not there yet. A process that dies answers nothing, so none is waited for. */
  send(end: NoteEnd): void {
    if (!this.isDirty || this.isBusy) return;
    this.isBusy = true;
    this.save(end).then(
      () => (this.isBusy = false),
      () => (this.isBusy = false),
    );
  }

  /** The process that was asked is dead. */
  cut(): void {
    this.isBusy = false;
  }

  private async save(end: NoteEnd): Promise<void> {
    const { extension, callId, writer, now, isDoubling } = this.options;
    const { text, readAt } = this;
    const params = { unique_id: callId, text, written_at: now() / 1_000, writer, read_at: readAt };
    try {
      const [first] = await Promise.allSettled(
        Array.from({ length: isDoubling ? 2 : 1 }, () => end.save(extension, params)),
      );
      if (first!.status === 'rejected') throw first!.reason;
      if (this.text === text) this.isDirty = false;
    } catch (error) {
      if (!(error instanceof CommandFault) || error.reason !== 'WrongPhase') throw error;
      const note = await end.read(extension, callId);
      this.readAt = note.written_at;
      if (!this.text.includes(note.text)) this.text = `${note.text} ${this.text}`;
    }
  }
}
