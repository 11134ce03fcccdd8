import { createHash } from 'node:crypto';

/**
 * The mark by which what we have written in amoCRM about a call is found again: amoCRM gives no id back when an answer is
 * lost, and promises nothing of ids that are sent to it. Documented in docs/AMOCRM.en.md; people see it.
 */
export function noteMark(callId: string): string {
  return `AsteriskNG ${createHash('sha256').update(`note:${callId}`).digest('hex').slice(0, 12)}`;
}

/** The text of a note with its mark and revision. */
export function withMark(text: string, callId: string, revision: number): string {
  return `${text}\n${noteMark(callId)}.${revision}`;
}

/** The revision of a text with the call's mark; null: it has not that mark. */
export function markedRevision(text: string, callId: string): number | null {
  const at = text.lastIndexOf(`${noteMark(callId)}.`);
  if (at === -1) return null;
  const digits = /^\d{1,9}/.exec(text.slice(at + noteMark(callId).length + 1));
  return digits === null ? null : Number(digits[0]);
}
