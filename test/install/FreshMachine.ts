import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { BareDebian } from './BareDebian';

const root = join(__dirname, '../..');
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Mounts what a running system has and goes in; all of it, processes too, ends with the shell that ran it. */
const ENTER = `mount --rbind /dev "$0/dev"; mount -t proc proc "$0/proc"; exec chroot "$0" /bin/bash -c "$1"`;

/** A machine that was just set up: Debian 12 with git, ca-certificates and Node.js 20, and nothing else. */
export class FreshMachine {
  private constructor(private readonly folder: string) {}

  /** Sets it up below the folder; the Debian fetched there is kept for the next time. */
  static setUp(folder: string): FreshMachine {
    const base = new BareDebian(join(folder, 'debian'), 'git,ca-certificates');
    base.fetch();
    const machine = join(folder, 'machine');
    rmSync(machine, { recursive: true, force: true });
    run('cp', ['-a', '--reflink=auto', base.folder, machine]);
    addNode(machine, join(folder, 'node20'));
    addNetwork(machine);
    return new FreshMachine(machine);
  }

  /** Clones what is committed in this project, into a folder of its own. */
  clone(name: string): void {
    run('git', ['clone', '-q', '--depth', '1', `file://${root}`, join(this.folder, 'root', name)]);
  }

  /** Starts a command in a clone; it ends with all that it has started when this process or the command ends. */
  start(name: string, command: string, env: Record<string, string> = {}): ChildProcess {
    const shell = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child=SIGKILL'];
    const line = `cd "$HOME/${name}" && ${command}`;
    return spawn('unshare', [...shell, 'bash', '-ec', ENTER, this.folder, line], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        HOME: '/root',
        ...wayOut(),
        ...env,
      },
    });
  }
}

/** Node.js 20 with npm: the machine's, or else by npm. */
function addNode(machine: string, spare: string): void {
  const places = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((path) => !path.includes('node_modules'));
  const own = places
    .map((place) => join(place, 'node'))
    .filter((path) => existsSync(path) && existsSync(join(dirname(path), 'npm')))
    .find((path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.startsWith('v20.'));
  if (own === undefined) run('npm', ['install', '--prefix', spare, '--no-save', 'node@20', 'npm@10']);
  const node = own ?? join(spare, 'node_modules/node/bin/node');
  const npm =
    own === undefined
      ? join(spare, 'node_modules/npm')
      : join(dirname(realpathSync(join(dirname(own), 'npm'))), '..');
  const local = join(machine, 'usr/local');
  mkdirSync(join(local, 'lib/node_modules'), { recursive: true });
  cpSync(node, join(local, 'bin/node'), { dereference: true });
  cpSync(npm, join(local, 'lib/node_modules/npm'), { recursive: true });
  for (const name of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name));
}

/** The way to the network is this machine's: names, certificates, proxies of apt. */
function addNetwork(machine: string): void {
  for (const path of ['/etc/resolv.conf', '/etc/hosts', CERTIFICATES])
    if (existsSync(path)) cpSync(path, join(machine, path), { dereference: true });
  const { stdout } = spawnSync('apt-config', ['dump'], { encoding: 'utf8' });
  const lines = stdout
    .split('\n')
    .filter((line) => /^Acquire::(?:https?::Proxy|Check-Valid-Until)/.test(line));
  writeFileSync(join(machine, 'etc/apt/apt.conf.d/99network'), `${lines.join('\n')}\n`);
}

/** Proxies and the registry, as this machine has them. */
function wayOut(): Record<string, string> {
  const { stdout } = spawnSync('npm', ['config', 'get', 'registry'], { cwd: '/', encoding: 'utf8' });
  const proxies = Object.entries(process.env).filter(([name]) => /^(?:https?|no)_proxy$/i.test(name));
  return {
    ...Object.fromEntries(proxies.map(([name, value = '']) => [name, value])),
    npm_config_registry: stdout.trim(),
    npm_config_cafile: CERTIFICATES,
    NODE_EXTRA_CA_CERTS: CERTIFICATES,
  };
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}
