import type { Message } from '../server/system/Message';

/** A message in both languages on one line, for readers whose language is not known. */
export function inBothLanguages({ ru, en }: Message): string {
  return `${ru} / ${en}`;
}
