import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { Guide } from '../guides/support/Guide';
import { Pbx } from './support/Pbx';
import { projectFolder } from './support/unpackedAsterisk';

const FILE = 'manager_asteriskng.conf';
let pbx: Pbx;

beforeEach(async () => {
  pbx = await Pbx.start();
  // The rig's own user of that name gives way to the sample's.
  const etc = join(pbx.places.run, 'etc');
  execFileSync('sed', ['-i', 's/^\\[asteriskng\\]$/[of-the-rig]/', join(etc, 'manager.conf')]);
  copyFileSync(join(projectFolder, 'deploy/asterisk', FILE), join(etc, FILE));
  appendFileSync(join(etc, 'manager.conf'), `\n#tryinclude ${FILE}\n`);
  await pbx.console('manager reload');
});
afterEach(() => pbx.close());

/** What Asterisk says to these actions, one connection for all, and a log-off behind them. */
function say(...actions: readonly string[]): Promise<string> {
  const socket = createConnection({ host: '127.0.0.1', port: pbx.places.amiPort });
  const all = [...actions, 'Action: Logoff'];
  socket.write(all.map((action) => `${action}\r\n\r\n`).join(''));
  return text(socket);
}
const login = (secret: string): string => `Action: Login\r\nUsername: asteriskng\r\n${secret}\r\nEvents: off`;

test('A31: with the sample as it is nobody logs in; with the secret of the guide the backend does', async () => {
  expect(await pbx.console('manager show users')).toContain('asteriskng');
  for (const secret of ['Secret: ', 'Secret: put-a-long-secret-here', 'Secret: ;secret', 'X: y'])
    expect(await say(login(secret))).toContain('Authentication failed');
  for (const name of ['INSTALL.md', 'INSTALL.en.md']) {
    const etc = join(pbx.places.run, 'etc');
    const commands = new Guide(name).block('bash', 'AMI_SECRET=$(openssl').split('\n');
    const setting = commands.filter((line) => /^AMI_SECRET=|^sed/.test(line)).join('\n');
    execFileSync('bash', ['-ec', setting.replaceAll('/etc/asterisk/', `${etc}/`)]);
    const secret = /^secret = (\w{48})$/m.exec(readFileSync(join(etc, FILE), 'utf8'))?.[1] ?? '';
    await pbx.console('manager reload');
    expect(await say(login(`Secret: ${secret}`))).toContain('Authentication accepted');
  }
});

test('A31: what SECURITY says of the rights is so: with system a command of the machine is run, without it none', async () => {
  const originate = (file: string): string =>
    `Action: Originate\r\nChannel: Local/s@asteriskng-wait/n\r\nApplication: System\r\nData: touch ${file}`;
  const { secret } = pbx.ami();
  const as = (user: string): string =>
    `Action: Login\r\nUsername: ${user}\r\nSecret: ${secret}\r\nEvents: off`;
  const file = join(pbx.places.run, 'made-by-ami');
  expect(await say(as('nosystem'), originate(file))).toContain('Originate Access Forbidden');
  expect(await say(as('of-the-rig'), originate(file))).toContain('Originate successfully queued');
  await pbx.untilQuiet();
  expect(readFileSync(file, 'utf8')).toBe('');
});
