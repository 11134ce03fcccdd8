import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The shell commands that stand in a section of docs/INSTALL.md, as they stand there. */
export function commandsOf(section: number): string {
  const text = readFileSync(join(__dirname, '../../docs/INSTALL.md'), 'utf8');
  const body = text.split(/^## /m).find((one) => one.startsWith(`${section}. `));
  if (body === undefined) throw new Error(`INSTALL.md has no section ${section}`);
  return [...body.matchAll(/```bash\n(.*?)```/gs)].map(([, commands]) => commands).join('\n');
}
