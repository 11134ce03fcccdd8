import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { identitySettingsSchema } from '../../server/identity/identitySettings';

const root = join(__dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-start-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('npm start prints what it does, its progress and the addresses, also without a screen', async () => {
  const command = ['--import', 'tsx', 'sandbox/start.ts', '--identity', '--build', folder];
  const env = { ...process.env, PORT: '0', DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const heard: string[] = [];
  let page = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    heard.push(chunk);
    const address = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(heard.join(''))?.[0];
    if (page !== '' || address === undefined) continue;
    page = await (await fetch(address)).text();
    child.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
  expect(page).toContain('<html');
  // The first output came before the rest, so it is not buffered.
  expect(heard[0]).toMatch(/^AsteriskNG: .* \/ building the widget[^%]*$/);
  const said = heard.join('');
  expect(said).toContain(': 10 % 20 % 30 % 40 % 50 % 60 % 70 % 80 % 90 % 100 %\n');
  // The section is at the margin, so it can be pasted as it is; the ids of the agents stand below it.
  const section = /\n(identity:\n[\s\S]*?)\n\n/.exec(said)?.[1] ?? '';
  const secrets = /\nASTERISKNG_IDENTITY_SECRETS=(\w+)\n/.exec(said)?.[1];
  const { identity } = v.parse(v.object({ identity: v.record(v.string(), v.unknown()) }), parse(section));
  expect(v.safeParse(identitySettingsSchema, { ...identity, secrets }).success).toBe(true);
  expect(section).toMatch(/\n# \S+@\S+: amouserId: \d+\n# \S+@\S+: amouserId: \d+/);
  expect(said).toMatch(/ssh -L (\d+):127\.0\.0\.1:\1 /);
}, 180_000);
