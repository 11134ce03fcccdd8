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
  const lines = checked.flatMap(({ name, findings }) => [
    `${typeof name === 'string' ? name : name[language]}:`,
    ...findings.map(({ level, text }) => `  ${levelMessages[level][language]} ${text[language]}`),
  ]);
  const warnings = count('warning');
  return {
    lines: [
      ...lines,
      checkMessages.summary(verdictOn(faults, warnings, unseen), faults, warnings, unseen)[language],
    ],
    works: faults === 0,
  };
}

/** The summary's first words: a warning means that it works in part. */
function verdictOn(faults: number, warnings: number, unseen: number): Message {
  if (faults > 0) return checkMessages.doesNotWork;
  if (warnings > 0) return checkMessages.worksInPart;
  return unseen > 0 ? checkMessages.noFault : checkMessages.works;
}
