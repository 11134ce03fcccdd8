import type { Finding } from '../system/Check';
import type { Language, Message } from '../system/Message';
import { checkMessages, levelMessages } from './messages';

/** Result of one check. */
export interface Checked {
  readonly name: string | Message;
  readonly findings: readonly Finding[];
}

/** Renders results as lines of text with a summary. `works`: no check has found a fault. */
export function renderFindings(
  checked: readonly Checked[],
  language: Language,
): {
  readonly lines: readonly string[];
  readonly works: boolean;
} {
  const all = checked.flatMap(({ findings }) => findings);
  const count = (level: Finding['level']): number => all.filter((finding) => finding.level === level).length;
  const faults = count('fault');
  const unseen = count('unseen');
  const { doesNotWork, noFault, works } = checkMessages;
  const lines = checked.flatMap(({ name, findings }) => [
    `${typeof name === 'string' ? name : name[language]}:`,
    ...findings.map(({ level, text }) => `  ${levelMessages[level][language]} ${text[language]}`),
  ]);
  const verdict = faults > 0 ? doesNotWork : unseen > 0 ? noFault : works;
  return {
    lines: [...lines, checkMessages.summary(verdict, faults, count('warning'), unseen)[language]],
    works: faults === 0,
  };
}
