import type { Finding } from './Check';

/** What the checks have found of one thing. */
export interface Checked {
  readonly name: string;
  readonly findings: readonly Finding[];
}

const SIGNS: Readonly<Record<Finding['level'], string>> = {
  ok: 'ok     ',
  warning: 'WARNING',
  fault: 'FAULT  ',
};

/** The findings as lines for a person, and whether the installation works. */
export function renderFindings(checked: readonly Checked[]): {
  readonly lines: readonly string[];
  readonly works: boolean;
} {
  const all = checked.flatMap(({ findings }) => findings);
  const faults = all.filter(({ level }) => level === 'fault').length;
  const warnings = all.filter(({ level }) => level === 'warning').length;
  const lines = checked.flatMap(({ name, findings }) => [
    `${name}:`,
    ...findings.map(({ level, text }) => `  ${SIGNS[level]} ${text}`),
  ]);
  const said = faults === 0 ? 'It works' : 'It does not work';
  return { lines: [...lines, `${said}: ${faults} faults, ${warnings} warnings.`], works: faults === 0 };
}
