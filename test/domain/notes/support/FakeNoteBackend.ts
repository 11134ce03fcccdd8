import type { Failure } from '../../../../src/domain/Failure';
import type { CallNote, Choice } from '../../../../src/domain/notes/CallNote';
import type { KnownNote } from '../../../../src/domain/notes/changeNote';
import type { NoteBackend } from '../../../../src/domain/notes/NoteBackend';
import type { Outcomes } from '../../../../src/domain/notes/Outcomes';

/** A backend that takes notes, until it is made to fail. */
export class FakeNoteBackend implements NoteBackend {
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  /** With what each request that changes something fails; null: it does not. */
  failure: Failure | null = null;
  known: KnownNote = {
    text: { value: '', at: 0 },
    others: [],
    choice: { outcomeId: null, leadId: null, task: null },
    offered: ['sold', 'call-back'],
    waitsUntil: null,
    moreMinutes: 0,
    isWanted: false,
    isLogged: false,
  };
  outcomeList: Outcomes = {
    required: ['sales'],
    list: [
      { id: 'sold', text: 'Продано', lines: null, task: null },
      {
        id: 'call-back',
        text: 'Перезвонить',
        lines: ['sales'],
        task: { text: 'Перезвонить', inMinutes: 60 },
      },
    ],
  };
  openNotes: readonly CallNote[] = [];

  /** Requests that change something. */
  get changes(): readonly string[] {
    return this.asked.filter((one) => !/^(read|outcomes|open)/.test(one));
  }

  save(callId: string, text: string, at: number): Promise<void> {
    return this.take(`save ${callId} ${text}`, () => {
      this.known = { ...this.known, text: { value: text, at } };
    });
  }

  choose(callId: string, choice: Choice): Promise<void> {
    const { outcomeId, leadId, task } = choice;
    return this.take(`choose ${callId} ${outcomeId ?? '-'} ${leadId ?? '-'} ${task?.text ?? '-'}`, () => {
      this.known = { ...this.known, choice };
    });
  }

  extend(callId: string, minutes: number): Promise<void> {
    return this.take(`extend ${callId} ${minutes}`, () => {
      this.known = { ...this.known, moreMinutes: minutes };
    });
  }

  read(callId: string): Promise<KnownNote> {
    this.asked.push(`read ${callId}`);
    return this.failure === null ? Promise.resolve(this.known) : Promise.reject(this.failure);
  }

  outcomes(): Promise<Outcomes> {
    this.asked.push('outcomes');
    return this.failure === null ? Promise.resolve(this.outcomeList) : Promise.reject(this.failure);
  }

  open(): Promise<readonly CallNote[]> {
    this.asked.push('open');
    return Promise.resolve(this.openNotes);
  }

  private take(what: string, change: () => void): Promise<void> {
    this.asked.push(what);
    if (this.failure !== null) return Promise.reject(this.failure);
    change();
    return Promise.resolve();
  }
}
