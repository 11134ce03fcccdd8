import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { version } from '../../package.json';
import { buildServer } from '../../scripts/buildServer';
import { documentsIn } from '../../scripts/release/keepLinksWithin';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-release-'));
  await buildServer(folder);
}, 180_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('the release runs without the project and its node_modules', async () => {
  const child = spawn(process.execPath, ['main.js'], {
    cwd: folder,
    env: { ASTERISKNG_SECRET_KEYS: 'a-key-of-the-release', ASTERISKNG_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    const address = /"Server listening at ([^"]+)"/.exec(line)?.[1];
    if (address === undefined) continue;
    expect(await (await fetch(`${address}/health`)).json()).toMatchObject({ status: 'ok' });
    child.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
});

test('with a Node.js that is too old one line explains it, from a file in old syntax', () => {
  const main = readFileSync(join(folder, 'main.js'), 'utf8');
  expect(main).not.toMatch(/=>|`|\?\.|\?\?|\b(?:const|let|class|async|import)\b/);
  const startWith = (node: string): { status: number | null; stderr: string } => {
    const script = `Object.defineProperty(process, 'versions', { value: { node: '${node}' } }); require('./main.js');`;
    return spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
  };
  for (const node of ['0.12.18', '18.20.4', '20.20.2', '22.12.0']) {
    const { status, stderr } = startWith(node);
    expect(stderr).toMatch(
      new RegExp(`^AsteriskNG needs Node\\.js 22\\.13 or newer, and this is ${node}: .*\\n$`),
    );
    expect(status).toBe(1);
  }
  const { stdout } = spawnSync(process.execPath, ['main.js', '--version'], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toBe(`${version}\n`);
});

test('the native module of the outbox is included and works', () => {
  const script = `const { ClassicLevel } = require('./node_modules/classic-level');
    const level = new ClassicLevel('outbox');
    level.put('a', 'b', { sync: true }).then(() => level.get('a')).then((value) => { console.log(value); return level.close(); });`;
  const said = execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
  expect(said).toBe('b\n');
});

test.each([
  'deploy/asteriskng.service',
  'deploy/nginx.conf',
  'deploy/apache.conf',
  'deploy/Caddyfile',
  'deploy/asterisk/extensions_asteriskng.conf',
  'deploy/asterisk/manager_asteriskng.conf',
  'docs/INSTALL.md',
  'server.example.yaml',
  'widget.zip',
  'LICENSE',
])('%s lies beside it', (path) => {
  expect(existsSync(join(folder, path))).toBe(true);
});

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

test('every link in the documents of the release leads to a file, and heading, of the release', () => {
  const dead: string[] = [];
  const links = documentsIn(folder).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => ({
      path,
      address,
    })),
  );
  for (const { path, address } of links.filter((link) => !/^[a-z]+:/.test(link.address))) {
    const [file = '', anchor] = address.split('#');
    const target = file === '' ? path : join(dirname(path), file);
    const headings = (text: string): string[] =>
      [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const isThere =
      existsSync(target) && (anchor === undefined || headings(readFileSync(target, 'utf8')).includes(anchor));
    if (!isThere) dead.push(`${basename(path)}: ${address}`);
  }
  expect(links.length).toBeGreaterThan(20);
  expect(dead).toEqual([]);
});

test('every file named by the example, the samples and the Dockerfile is included', () => {
  const samples = ['deploy', 'deploy/asterisk'].flatMap((place) =>
    readdirSync(join(folder, place), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(place, name)),
  );
  const named = ['server.example.yaml', ...samples].flatMap((path) =>
    [...readFileSync(join(folder, path), 'utf8').matchAll(/(?<![\w/.])(?:docs|deploy)\/[\w.-]*\w/g)].map(
      ([name]) => name,
    ),
  );
  const copied = [...readFileSync(join(folder, 'deploy/Dockerfile'), 'utf8').matchAll(/^COPY (.*) \S+$/gm)];
  const sources = copied.flatMap(([, names = '']) => names.split(' '));
  expect(sources).toEqual(expect.arrayContaining(['main.js', 'server.js']));
  expect(named).toContain('docs/ELMA365.md');
  expect([...named, ...sources].filter((name) => !existsSync(join(folder, name)))).toEqual([]);
});

test('the licences of all included packages are included', () => {
  const notices = readFileSync(join(folder, 'THIRD-PARTY.txt'), 'utf8');
  for (const name of ['fastify', 'pino', 'prom-client', 'valibot', 'classic-level', 'node-gyp-build'])
    expect(notices).toContain(`${name}\n${'='.repeat(name.length)}\n`);
});
