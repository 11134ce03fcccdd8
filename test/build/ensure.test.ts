import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLeftOut, reportLeftOut } from '../../scripts/readLeftOut';

/** Commands that the scripts use; every system has them. */
const BASICS = [
  'bash',
  'dirname',
  'mkdir',
  'touch',
  'sed',
  'id',
  'env',
  'mktemp',
  'rm',
  'cat',
  'grep',
  'sort',
];

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'asteriskng-machine-'));
  cpSync(join(__dirname, '../../scripts'), join(machine, 'scripts'), { recursive: true });
  mkdirSync(join(machine, 'bin'));
  for (const name of BASICS) {
    const place = ['/usr/bin', '/bin'].map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (place === undefined) throw new Error(`this machine has no ${name}`);
    symlinkSync(place, join(machine, 'bin', name));
  }
});

afterEach(() => {
  rmSync(machine, { recursive: true });
});

/** Puts a program, a shell script, into the machine's PATH. */
const program = (name: string, script: string): void =>
  writeFileSync(join(machine, 'bin', name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });

function ensure(name: string, env: Record<string, string> = {}): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    join(machine, 'bin/bash'),
    [join(machine, 'scripts', `${name}.sh`)],
    {
      env: { PATH: join(machine, 'bin'), POSTGRES_VERSIONS: join(machine, 'versions'), ...env },
      encoding: 'utf8',
    },
  );
  return { status, said: stdout + stderr };
}

/** Programs that tests run, beside Chromium and what is for Asterisk. */
const PROGRAMS = ['curl', 'openssl', 'redis-server', 'postgres', 'ffmpeg', 'nginx', 'caddy', 'apache2'];

const leftOut = () => readLeftOut(join(machine, 'build/test-left-out.txt'));
const names = (): string[] => leftOut().map(({ name }) => name);

test('without apt each missing program is listed with a hint how to get it', () => {
  expect(ensure('ensurePrograms').status).toBe(0);
  expect(ensure('ensureAsterisk').status).toBe(0);
  expect(names()).toEqual([...PROGRAMS, 'sipp', 'baresip', 'asterisk']);
  for (const { why, command } of leftOut()) {
    expect(why).toMatch(/there is no apt-get/);
    expect(command).not.toBe('');
  }
  expect(reportLeftOut(leftOut())).toContain(
    "  sipp: it is not installed, and there is no apt-get to install it with\n    install the program of Debian's package sip-tester",
  );
});

test('with CI=true missing programs are listed and the command fails', () => {
  const { status, said } = ensure('ensurePrograms', { CI: 'true' });
  expect([status, names()]).toEqual([1, PROGRAMS]);
  expect(said).toContain('nothing may be left out');
});

test('a program that is installed meanwhile is no longer listed', () => {
  ensure('ensurePrograms');
  for (const name of PROGRAMS) program(name, 'exit 0');
  expect(ensure('ensurePrograms', { CI: 'true' }).status).toBe(0);
  expect(leftOut()).toEqual([]);
  expect(reportLeftOut(leftOut())).toBe('');
});

test('a package that apt lacks does not stop the installation of the others', () => {
  const bin = join(machine, 'bin');
  program('sudo', '[ "$1" = -n ] && shift; "$@"');
  program(
    'apt-get',
    `case "$*" in *ffmpeg*) echo "E: no ffmpeg" >&2; exit 100;; *install*) for last; do :; done
    if [ "$last" = postgresql ]; then mkdir -p ${bin}/../versions/15/bin; last=../versions/15/bin/postgres; fi
    if [ "$last" = apache2-bin ]; then last=apache2; fi
    printf '#!/bin/sh\\n' >${bin}/$last; env -i /bin/chmod +x ${bin}/$last;; esac`,
  );
  expect(ensure('ensurePrograms').status).toBe(0);
  expect(leftOut()).toEqual([
    {
      name: 'ffmpeg',
      why: 'apt-get could not install it (no network, or no package of that name)',
      command: 'apt-get update && apt-get install -y --no-install-recommends ffmpeg',
    },
  ]);
});

describe('Asterisk', () => {
  /** A machine with apt and everything but Asterisk; the mirror has these versions of it, by suite. */
  function withMirror(versions: Record<string, string>, site = 'http://mirror.example/debian'): void {
    for (const name of ['sipp', 'baresip']) program(name, 'exit 0');
    const has = Object.entries(versions).map(([name, version]) => `${name}) echo "Version: ${version}";;`);
    program('apt-get', `case "$1" in indextargets) echo "||${site}";; esac`);
    program(
      'apt-cache',
      `read -r _ _ _ suite _ <"\${APT_CONFIG%/*}/sources.list"\ncase "$suite" in ${has.join(' ')} esac`,
    );
    writeFileSync(join(machine, 'keyring'), '');
  }
  const ensureAsterisk = (env: Record<string, string> = {}): string =>
    ensure('ensureAsterisk', { DEBIAN_KEYRING: join(machine, 'keyring'), ...env }).said;

  test('without a mirror of Debian the script says what to set', () => {
    withMirror({}, 'http://mirror.example/ubuntu');
    ensureAsterisk();
    expect(leftOut()).toEqual([
      {
        name: 'asterisk',
        why: "this machine's apt uses no mirror of Debian, and DEBIAN_MIRROR is not set",
        command:
          'DEBIAN_MIRROR=<address of a mirror of Debian, up to and with /debian> bash scripts/ensureAsterisk.sh',
      },
    ]);
  });

  test.each<[string, Record<string, string>, string]>([
    ['the known one', { forky: '1:22.10.1+dfsg+~cs6-1', sid: '1:23.0.0~dfsg-1' }, '22.10.1 of Debian forky'],
    [
      'the known one of a later suite',
      { forky: '1:22.12.0~dfsg-2', sid: '1:22.10.1+dfsg-1' },
      '22.10.1 of Debian sid',
    ],
    [
      'else the first of the series',
      { forky: '1:23.1.0~dfsg-1', sid: '1:22.12.0-1', duke: '1:22.13.0-1' },
      '22.12.0 of Debian sid',
    ],
    ['a suite without Asterisk is passed over', { duke: '1:22.13.0~dfsg-1' }, '22.13.0 of Debian duke'],
  ])('%s is taken, and said', (_what, versions, taken) => {
    withMirror(versions);
    const said = ensureAsterisk();
    expect(said).toContain(`Unpacking Asterisk ${taken}...`);
    expect(said.includes('known to work with 22.10.1')).toBe(!taken.startsWith('22.10.1'));
  });

  test.each<[string, Record<string, string>, string]>([
    ['16', { forky: '1:22.10.1-1', bullseye: '1:16.28.0~dfsg-0+deb11u9' }, '16.28.0 of Debian bullseye'],
    ['newest', { forky: '1:22.10.1-1', sid: '1:22.11.0-1', duke: '1:22.9.3-1' }, '22.11.0 of Debian sid'],
  ])('ASTERISK_SERIES=%s is taken in its place', (series, versions, taken) => {
    withMirror(versions);
    const said = ensureAsterisk({ ASTERISK_SERIES: series });
    expect(said).toContain(`Unpacking Asterisk ${taken}...`);
    expect(said).not.toContain('known to work with');
    expect(leftOut()[0]?.command).toBe(`ASTERISK_SERIES=${series} bash scripts/ensureAsterisk.sh`);
  });

  test('a series that the script does not know is named', () => {
    withMirror({});
    expect(ensureAsterisk({ ASTERISK_SERIES: '17' })).toContain('ASTERISK_SERIES is 17');
  });

  test('another release series is not installed', () => {
    withMirror({ forky: '1:23.1.0~dfsg-1' });
    ensureAsterisk();
    expect(leftOut()[0]?.why).toBe('no Asterisk 22 in Debian forky sid duke at the mirror');
  });
});
