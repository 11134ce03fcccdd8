import type { Finding } from '../system/Check';

/** What the checks have found of one thing. */
export interface Checked {
  readonly name: string;
  readonly findings: readonly Finding[];
}

const SIGNS: Readonly<Record<Finding['level'], string>> = {
  ok: 'ok     ',
  unseen: '?      ',
  warning: 'WARNING',
  fault: 'FAULT  ',
};

/** The findings as lines for a person, and whether the installation works. */
export function renderFindings(checked: readonly Checked[]): {
  readonly lines: readonly string[];
  readonly works: boolean;
} {
  const all = checked.flatMap(({ findings }) => findings);
  const count = (level: Finding['level']): number => all.filter((finding) => finding.level === level).length;
  const faults = count('fault');
  const unseen = count('unseen');
  const lines = checked.flatMap(({ name, findings }) => [
    `${name}:`,
    ...findings.map(({ level, text }) => `  ${SIGNS[level]} ${text}`),
  ]);
  const said = faults > 0 ? 'It does not work' : unseen > 0 ? 'No fault was found' : 'It works';
  const left = unseen === 0 ? '' : `, ${unseen} not looked at`;
  return {
    lines: [
      ...lines,
      `${said}: ${counted(faults, 'fault')}, ${counted(count('warning'), 'warning')}${left}.`,
    ],
    works: faults === 0,
  };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
