import type { Finding } from '../../../server/system/Check';
import type { Message } from '../../../server/system/Message';

/** Findings as an operator reads them in English. */
export function inEnglish(
  findings: readonly Finding[],
): { readonly level: Finding['level']; readonly text: string }[] {
  return findings.map(({ level, text }) => ({ level, text: text.en }));
}

/** Texts as an operator reads them in English. */
export function english(texts: readonly Message[]): readonly string[] {
  return texts.map(({ en }) => en);
}
