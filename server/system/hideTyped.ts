import { lastDigits } from './lastDigits';

/** Seven digits and more, of any script, with any signs between them that are no letters; `:` and `@` end a number. */
const NUMBER = /\+?\p{N}(?:[^\p{L}\p{N}:@]*\p{N}){6,}/gu;

/** Masks what may be a telephone number in a text that the sender types, such as an e-mail or a number to dial. */
export function hideTyped(text: string): string {
  return text.replace(NUMBER, lastDigits);
}
