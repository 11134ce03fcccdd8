import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Guide, quotedIn } from '../guides/support/Guide';
import { Pbx } from './support/Pbx';
import { projectFolder, unpackedAsterisk } from './support/unpackedAsterisk';

let pbx: Pbx;

beforeEach(async () => {
  pbx = await Pbx.start();
});

afterEach(() => pbx.close());

/** Commands of the guide with this Asterisk in the place of the machine's own. */
function carryOut(commands: string): void {
  const etc = join(pbx.places.run, 'etc');
  if (/systemctl|userdel|\/(?:opt|var)\//.test(commands)) throw new Error('these are not for Asterisk alone');
  const placed = commands
    .replaceAll('/etc/asterisk/', `${etc}/`)
    .replaceAll('asterisk -rx', `${unpackedAsterisk().command} -C ${etc}/asterisk.conf -rx`);
  execFileSync('bash', ['-ec', placed]);
}

/** What step 3 of the guide adds to Asterisk's settings. The test's manager.conf has a user of ours already. */
function addLines(guide: Guide): void {
  const etc = join(pbx.places.run, 'etc');
  const rows = guide.table(['', 'Asterisk', 'FreePBX']);
  for (const [what = '', where = ''] of rows.filter(([first = '']) => first.includes('include'))) {
    const [line = ''] = quotedIn(what);
    const [settings = ''] = quotedIn(where);
    appendFileSync(join(etc, settings), `\n${line}\n`);
    const [, file = ''] = /include (\S+)/.exec(line) ?? [];
    if (file.startsWith('manager'))
      writeFileSync(join(etc, file), '[of-the-guide]\nsecret = x\nread = call\n');
    else copyFileSync(join(projectFolder, 'deploy/asterisk', file), join(etc, file));
  }
}

const has = {
  user: async (): Promise<boolean> => (await pbx.console('manager show users')).includes('of-the-guide'),
  manager: async (): Promise<boolean> =>
    /Manager \(AMI\):\s+Yes/.test(await pbx.console('manager show settings')),
  rig: async (): Promise<boolean> =>
    (await pbx.console('dialplan show internal')).includes("Context 'internal'"),
};

test.each(['INSTALL.md', 'INSTALL.en.md'])('%s: the removal leaves the rig its telephony', async (name) => {
  const guide = new Guide(name);
  addLines(guide);
  await pbx.restart();
  expect([await has.user(), await has.manager(), await has.rig()]).toEqual([true, true, true]);
  carryOut(guide.block('bash', '/etc/asterisk/*_asteriskng.conf /etc/asterisk/routing_plain.conf'));
  expect(readdirSync(join(pbx.places.run, 'etc')).join()).not.toContain('asteriskng');
  expect([await has.user(), await has.manager(), await has.rig()]).toEqual([false, true, true]);
  await pbx.restart();
  expect([await has.user(), await has.manager(), await has.rig()]).toEqual([false, true, true]);
});

test('files that are deleted while their lines stand leave the rig its telephony', async () => {
  addLines(new Guide('INSTALL.md'));
  await pbx.restart();
  carryOut('rm /etc/asterisk/*_asteriskng.conf');
  await pbx.restart();
  expect([await has.user(), await has.manager(), await has.rig()]).toEqual([false, true, true]);
});
