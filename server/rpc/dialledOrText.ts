import { readDialled } from '../../protocol/readPhones';

/** The number that is dialled for a text, as it is audited: of several the first. A text that is none stays. */
export function dialledOrText(text: string): string {
  return readDialled(text)?.number ?? text;
}
