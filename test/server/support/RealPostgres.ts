import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { stopProcess } from '../../../scripts/stopProcess';
import { freePort } from './freePort';

/** Where Debian has the programs of each version. */
const VERSIONS = '/usr/lib/postgresql';

/** The server refuses to run as root: then it runs as this user (Debian's `nobody`). */
const NOBODY = 65_534;

const PASSWORD = 'p@ss:/%40 слово';

const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** A PostgreSQL of the test's own, in a temporary folder, on a free port of loopback. */
export class RealPostgres {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<RealPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'asteriskng-postgres-'));
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
    writeFileSync(join(folder, 'password'), PASSWORD);
    const login = ['-U', 'asteriskng', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`];
    const made = spawnSync(
      programOf('initdb'),
      ['-D', join(folder, 'data'), ...login, '-E', 'UTF8', '--locale=C', '-N'],
      { ...user, cwd: folder, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
    const port = await freePort();
    return new RealPostgres(port, folder, await run(port, folder));
  }

  /** The owner's password, of which nothing may stand in an address as it is. */
  readonly password = PASSWORD;

  /** Folder of the programs that belong to it, such as `pg_dump`. */
  readonly programs = dirname(programOf('postgres'));

  /** Address of a database that every server has, without the password. */
  get address(): string {
    return `postgres://asteriskng@127.0.0.1:${this.port}/postgres`;
  }

  /** A connection of the owner's, for what the store itself does not do. */
  async connect(): Promise<Client> {
    const { port, password } = this;
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: 'asteriskng',
      password,
      database: 'postgres',
    });
    await client.connect();
    return client;
  }

  /** Ends it as a power failure would. */
  async kill(): Promise<void> {
    // Its other processes notice that the first one is gone and end.
    await stopProcess(this.child, 'SIGKILL');
  }

  /** After `kill`: it is there again, on the same port, with its data. */
  async restart(): Promise<void> {
    rmSync(join(this.folder, 'data/postmaster.pid'), { force: true });
    this.child = await run(this.port, this.folder);
  }

  async close(): Promise<void> {
    await stopProcess(this.child, 'SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function run(port: number, folder: string): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    shared_buffers: '16MB',
    log_min_messages: 'log',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  for (;;) {
    const child = spawn(programOf('postgres'), ['-D', join(folder, 'data'), ...options], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      said.push(line);
      if (!line.includes('ready to accept connections')) continue;
      child.stderr.resume();
      return child;
    }
    if (child.exitCode === null) await once(child, 'exit');
    // The processes of a killed server need a moment to end.
    if (!/shared memory block|is still in use/.test(said.join())) throw new Error(said.join('\n'));
  }
}

function programOf(name: string): string {
  const onPath = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, name));
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  const found = [...onPath, ...versions.map((one) => join(VERSIONS, one, 'bin', name))].find(existsSync);
  if (found === undefined)
    throw new Error('These tests need PostgreSQL: install it (apt-get install postgresql).');
  return found;
}
