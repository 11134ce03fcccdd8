/**
 * Runs both commands of the README in a machine that was just set up: a Debian 12 in a folder, with git,
 * ca-certificates and Node.js 20, and a fresh clone of what is committed here for each. Run as root:
 * `npm run try.fresh`, or `npm run try.fresh -- start` (or `test`) for one of them; a second word names the folder.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freeTcpPort } from '../asterisk/support/freePort';
import { FreshMachine } from './FreshMachine';

const root = join(__dirname, '../..');

/** The README's command, as it stands there. */
function commandOf(what: string): string {
  const blocks = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```bash\n(.*?)\n```/gs);
  const command = [...blocks].map(([, text = '']) => text).find((text) => text.endsWith(`npm ${what}`));
  if (command === undefined) throw new Error(`README.md has no command that ends with "npm ${what}"`);
  return command;
}

/** Tells how long something took, in the words of a person. */
function report(what: string, since: number): void {
  const seconds = Math.round((performance.now() - since) / 1_000);
  console.log(`✓ ${what}: ${Math.floor(seconds / 60)} min ${seconds % 60} s`);
}

/** Runs it until it prints its address, and opens that. */
async function tryStart(machine: FreshMachine): Promise<void> {
  machine.clone('start');
  const since = performance.now();
  const port = await freeTcpPort();
  const child = machine.start('start', commandOf('start'), { PORT: String(port) });
  if (child.stdout === null) throw new Error('no output');
  let isShown = false;
  for await (const line of createInterface(child.stdout)) {
    console.log(`  ${line}`);
    const address = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(line)?.[0];
    if (isShown || address === undefined) continue;
    isShown = true;
    report(`"${commandOf('start')}" prints its address`, since);
    const answer = await fetch(address);
    if (!answer.ok || !(await answer.text()).includes('<html'))
      throw new Error(`${address}: ${answer.status}`);
    report('and its page opens', since);
    child.kill('SIGKILL');
  }
  if (!isShown) throw new Error(`"${commandOf('start')}" has ended without an address`);
}

/** Runs it to its end; nothing may be left out. */
async function tryTest(machine: FreshMachine): Promise<void> {
  machine.clone('test');
  const since = performance.now();
  const child = machine.start('test', commandOf('test'), { CI: 'true' });
  child.stdout?.pipe(process.stdout);
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`"${commandOf('test')}" has ended with ${String(status)}`);
  report(`"${commandOf('test')}"`, since);
}

async function main(): Promise<void> {
  const [what = 'both', folder = join(root, 'build/fresh')] = process.argv.slice(2);
  const since = performance.now();
  const machine = FreshMachine.setUp(folder);
  report('A bare Debian 12 with git, ca-certificates and Node.js 20', since);
  if (what !== 'test') await tryStart(machine);
  if (what !== 'start') await tryTest(machine);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
