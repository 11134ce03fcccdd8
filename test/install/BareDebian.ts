import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stopProcess } from '../../scripts/stopProcess';

const root = join(__dirname, '../..');

/** A Debian 12 with nothing in it, in a folder; it shares the network with this machine. */
export class BareDebian {
  constructor(
    readonly folder: string,
    /** What is in it beside apt and the essential packages, by commas. */
    private readonly packages = 'ca-certificates,curl,openssl',
  ) {}

  /** Fetches it from this machine's mirror, unless it is there; takes a minute. */
  fetch(): void {
    const mark = join(this.folder, 'etc/fetched-by-debootstrap');
    if (existsSync(mark)) return;
    if (spawnSync('debootstrap', ['--version']).error)
      this.expectWell(
        bash('source scripts/ensure/parts.sh; install_programs debootstrap=debootstrap'),
        'apt-get',
      );
    const mirror =
      process.env['DEBIAN_MIRROR'] ??
      bash('source scripts/ensure/aptOfItsOwn.sh; machine_mirror').stdout.trim();
    if (mirror === '')
      throw new Error('This machine uses no mirror of Debian: set DEBIAN_MIRROR to the address of one');
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    const args = ['--variant=minbase', `--include=${this.packages}`, 'bookworm', this.folder, mirror];
    this.expectWell(spawnSync('debootstrap', args, { encoding: 'utf8' }), 'debootstrap');
    writeFileSync(mark, `${this.packages}\n`);
  }

  /** Puts a file of this machine there. */
  put(path: string, place: string): void {
    cpSync(path, join(this.folder, place), { dereference: true });
  }

  read(place: string): string {
    return readFileSync(join(this.folder, place), 'utf8');
  }

  write(place: string, text: string): void {
    writeFileSync(join(this.folder, place), text);
  }

  /** Runs shell commands there as root. Fails when one fails. */
  run(commands: string): string {
    const shell = ['-euo', 'pipefail', '-c', `cd /root\n${commands}`];
    const ran = spawnSync('chroot', [this.folder, '/bin/bash', ...shell], {
      encoding: 'utf8',
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' },
      timeout: 60_000,
    });
    this.expectWell(ran, commands);
    return ran.stdout;
  }

  /** Runs a program there until `stop`, its output beside ours. */
  start(commands: string): { stop(): Promise<number | null> } {
    const child: ChildProcess = spawn('chroot', [this.folder, '/bin/bash', '-c', `exec ${commands}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    return { stop: async () => stopProcess(child) };
  }

  private expectWell(ran: { status: number | null; stdout: string; stderr: string }, what: string): void {
    if (ran.status !== 0)
      throw new Error(`${what}\nended with ${String(ran.status)}\n${ran.stdout}${ran.stderr}`);
  }
}

/** Runs a line of shell in the project's folder. */
function bash(line: string): SpawnSyncReturns<string> {
  return spawnSync('bash', ['-c', line], { cwd: root, encoding: 'utf8' });
}
