import type { NotePart } from './CallNote';

/**
 * Would this text replace one that its writer has not seen: of another computer of the agent, changed since it was read, and
 * not in the new one? Where computers do not name themselves the later text counts.
 * @param readAt see `NotePart.at`; null: none was read
 */
export function isUnread(known: NotePart | undefined, part: NotePart, readAt: number | null): boolean {
  if (known === undefined || part.writer === null || part.writer === known.writer) return false;
  // In seconds on the wire.
  const isRead = readAt !== null && Math.abs(readAt - known.at) < 1;
  return !isRead && !part.text.includes(known.text.trim());
}
