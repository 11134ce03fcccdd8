import { isMessage, type Message } from './Message';

/** A message as the text of a schema's issue: valibot takes none but strings. */
export function issueText(message: Message): string {
  return JSON.stringify(message);
}

/** The message of an issue; null: the issue has a text of valibot's own. */
export function issueMessage(text: string): Message | null {
  if (!text.startsWith('{')) return null;
  const value: unknown = JSON.parse(text);
  return isMessage(value) ? value : null;
}
