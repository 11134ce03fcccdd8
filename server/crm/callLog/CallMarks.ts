import { createHmac, hkdfSync } from 'node:crypto';

/** What is derived of a secret; it must not change, or what is in amoCRM already is not found again. */
const PURPOSE = 'asterisk-ng note marks';

/** The form of all marks. */
const MARK = /AsteriskNG [0-9a-f]{12}/;

/** A note's mark with its revision. */
const NOTE = new RegExp(`(${MARK.source})\\.(\\d{1,9})(?!\\d)`, 'g');

/** A next task's mark. */
const TASK = new RegExp(`\\((${MARK.source})\\)`, 'g');

/**
 * The marks by which what we have written in amoCRM about a call is found again: amoCRM gives no id back when an answer is
 * lost, and promises nothing of ids that are sent to it. People see them, so they are signed: an agent can not make the mark of
 * another call, nor that of a later revision. Documented in docs/AMOCRM.en.md.
 */
export class CallMarks {
  private readonly keys: readonly Uint8Array[];
  private readonly areSigned: boolean;

  /** @param secrets of the integration: the first one marks, each is known. Without any, where no agent can write, marks are unsigned. */
  constructor(secrets: readonly string[]) {
    this.areSigned = secrets.length > 0;
    const known = this.areSigned ? secrets : [''];
    this.keys = known.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', PURPOSE, 32)));
  }

  /**
   * `uniq` of a call's entry, the one to write first: its id, signed. Ids can be guessed, so an agent could write the entry of a
   * colleague's call into a card of their own, where its note would follow it.
   * @param isSigned absent: the entry may be one of an earlier release, which wrote the id alone
   */
  entryKeys({ id, isSigned }: { readonly id: string; readonly isSigned?: true }): readonly string[] {
    if (isSigned !== true || !this.areSigned) return [id];
    return this.keys.map((key) => `${id}~${this.signed(key, `entry:${id}`)}`);
  }

  /**
   * `uniq` of a call's unsorted lead, the one to write first: amoCRM gives it to the entry when the lead is accepted. Another one
   * than that of our own entries, since who sees the lead may write it elsewhere.
   */
  unsortedKeys({ id, isSigned }: { readonly id: string; readonly isSigned?: true }): readonly string[] {
    if (isSigned !== true || !this.areSigned) return [id];
    return this.keys.map((key) => `${id}~${this.signed(key, `unsorted:${id}`)}`);
  }

  /** The text of a note with its mark and revision. */
  onNote(text: string, callId: string, revision: number): string {
    return `${text}\n${this.marksOf(noteOf(callId, revision))[0] ?? ''}.${revision}`;
  }

  /** The text of a call's next task with its mark. */
  onTask(text: string, callId: string): string {
    return `${text} (${this.marksOf(taskOf(callId))[0] ?? ''})`;
  }

  /** The revision of a text with the mark of the call's note; null: it has none. */
  revisionOf(text: string, callId: string): number | null {
    for (const [, mark = '', digits = ''] of [...text.matchAll(NOTE)].reverse()) {
      const revision = Number(digits);
      if (this.marksOf(noteOf(callId, revision)).includes(mark)) return revision;
    }
    return null;
  }

  /** Has the text the mark of the call's next task? */
  isTaskOf(text: string, callId: string): boolean {
    const own = this.marksOf(taskOf(callId));
    return [...text.matchAll(TASK)].some(([, mark = '']) => own.includes(mark));
  }

  private marksOf(what: string): readonly string[] {
    return this.keys.map((key) => `AsteriskNG ${this.signed(key, what)}`);
  }

  private signed(key: Uint8Array, what: string): string {
    return createHmac('sha256', key).update(what).digest('hex').slice(0, 12);
  }
}

const noteOf = (callId: string, revision: number): string => `note:${callId}:${revision}`;
const taskOf = (callId: string): string => `task:${callId}`;

/** A text that an agent has typed, in which nothing is read as a mark. */
export function withoutMarks(text: string): string {
  return text.replace(new RegExp(MARK.source, 'g'), 'AsteriskNG …');
}

/** Is it a task that an agent has asked for after a call? */
export function isNextTask(text: string): boolean {
  return new RegExp(TASK.source).test(text);
}
