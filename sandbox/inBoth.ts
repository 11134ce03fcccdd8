import type { Message } from '../server/system/Message';

/** A message in both languages, on one line: for those whose language is not known yet. */
export function inBoth({ ru, en }: Message): string {
  return `${ru} / ${en}`;
}
