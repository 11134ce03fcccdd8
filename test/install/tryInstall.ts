/**
 * Does what docs/INSTALL.md says, word for word, in a bare Debian 12, beside a real Asterisk with phones, up to a call
 * that pops up in the sandbox in Chromium. Run as root: `npx tsx test/install/tryInstall.ts [folder]`; debootstrap and
 * the Asterisk of scripts/ensureAsterisk.sh are needed. What a folder can't show: step 1 (this machine's Node.js is
 * taken), systemd (the unit's command is run), certificates (scripts/tryProxies.ts tries the proxies).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, copyFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { openBrowser } from '../../scripts/openBrowser';
import { startSandbox } from '../../sandbox/startSandbox';
import { freeTcpPort } from '../asterisk/support/freePort';
import { Pbx } from '../asterisk/support/Pbx';
import { until } from '../asterisk/support/until';
import { BareDebian } from './BareDebian';
import { commandsOf } from './commandsOf';

const root = join(__dirname, '../..');
const CLIENT = '+79101234567';

const step = (what: string): void => console.log(`✓ ${what}`);

async function main(): Promise<void> {
  const bare = new BareDebian(process.argv[2] ?? join(root, 'build/bare'));
  bare.fetch();
  bare.run(
    'rm -rf /opt/asteriskng /etc/asteriskng /var/lib/asteriskng /etc/asterisk; mkdir -p /etc/asterisk',
  );
  bare.run(
    'id asteriskng >/dev/null 2>&1 && userdel asteriskng || true; id asterisk >/dev/null 2>&1 || useradd -r asterisk',
  );
  bare.put(process.execPath, 'usr/bin/node');
  step(`1. Node.js ${bare.run('node --version').trim()} (this machine's)`);

  const built = spawnSync('npx', ['tsx', 'scripts/buildServer.ts'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  bare.put(join(root, `build/asterisk-ng-${version}.tar.gz`), `root/asterisk-ng-${version}.tar.gz`);
  bare.run(commandsOf(2));
  step(`2. unpacked: ${bare.run('du -sh /opt/asteriskng | cut -f1').trim()}`);

  const pbx = await Pbx.start();
  const port = await freeTcpPort();
  const etc = join(pbx.places.run, 'etc');
  // One shell, as the reader has: step 4 uses a variable of step 3.
  const settings = commandsOf(4)
    .replaceAll('5038', String(pbx.places.amiPort))
    .replaceAll('context: from-internal', 'context: internal')
    .replace('path: /asterisk_ng', `port: ${port}\npath: /asterisk_ng`);
  bare.run(`${commandsOf(3)}\n${settings}`);
  for (const name of readdirSync(join(bare.folder, 'etc/asterisk')))
    copyFileSync(join(bare.folder, 'etc/asterisk', name), join(etc, name));
  appendFileSync(join(etc, 'manager.conf'), '\n#tryinclude manager_asteriskng.conf\n');
  for (const command of ['dialplan reload', 'manager reload']) await pbx.console(command);
  step('3. Asterisk has our dialplan and our manager user');
  step(`4. settings; the secrets are ${bare.run("stat -c '%A %U' /etc/asteriskng/secrets.env").trim()}`);

  const [anna, , client] = [await pbx.phone('101'), await pbx.phone('102'), await pbx.client()];
  console.log(bare.run(commandsOf(5)));
  step('5. the check finds no fault');

  const unit = bare.read('opt/asteriskng/deploy/asteriskng.service');
  const valueOf = (key: string): string[] =>
    [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value);
  const command = `env -i PATH=/usr/bin:/bin ${valueOf('Environment').join(' ')} bash -c 'set -a; . /etc/asteriskng/secrets.env;
    cd ${valueOf('WorkingDirectory')[0] ?? '/'}; exec setpriv --reuid asteriskng --regid asteriskng --clear-groups ${valueOf('ExecStart')[0] ?? ''}'`;
  const service = bare.start(command.replaceAll('\n', ' '));
  const address = `http://127.0.0.1:${port}`;
  let health = '';
  await until(
    () => `the backend is well: ${health}`,
    async () => {
      health = await fetch(`${address}/health`)
        .then((answer) => answer.text())
        .catch(() => '');
      return health.includes('"status":"ok"');
    },
  );
  step(`6. the unit's command runs: ${health}`);

  const secretKey = /SECRET_KEYS=(.*)/.exec(bare.read('etc/asteriskng/secrets.env'))?.[1] ?? '';
  const zip = readFileSync(join(bare.folder, 'opt/asteriskng/widget.zip'));
  const external = { address: `${address}/asterisk_ng`, secretKey };
  const sandbox = await startSandbox({ zip, external, emails: ['anna@example.com'] });
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(sandbox.url);
  const out = await client.call('101', CLIENT);
  const call = await anna.incoming();
  await page.locator('.asteriskng-popup', { hasText: '910' }).waitFor();
  step('8. a call that rings pops up in the sandbox');
  call.answer();
  await Promise.all([out.untilHears('101'), call.untilHears('client')]);
  await page.locator('[data-command=hangup]:visible').first().click();
  await out.until('ended');
  step('8. both heard each other; the click on the screen has ended the call');
  const metrics = await (await fetch(`${address}/metrics`)).text();
  const times = metrics.match(/^asteriskng_event_(?:lag|to_answer)_seconds_(?:sum|count) \S+$/gm) ?? [];
  if (times.length !== 4 || times.some((line) => line.endsWith(' 0')))
    throw new Error(`the metrics do not count the call: ${times.join(', ')}`);
  step(`   metrics: ${times.join(', ')}`);
  await browser.close();
  await sandbox.close();
  step(`   the service stops with ${await service.stop()}`);
  await pbx.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
