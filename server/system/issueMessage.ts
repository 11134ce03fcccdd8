import { isMessage, type Message } from './Message';

/** Encodes a message as the text of a valibot issue, which can only be a string. `issueMessage` decodes it. */
export function issueText(message: Message): string {
  return JSON.stringify(message);
}

/** Decodes the message of a valibot issue; null when the text is valibot's own. */
export function issueMessage(text: string): Message | null {
  if (!text.startsWith('{')) return null;
  const value: unknown = JSON.parse(text);
  return isMessage(value) ? value : null;
}
