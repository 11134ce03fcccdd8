import { cpSync, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { TarArchive } from 'archiver';
import { engines, license, name, version } from '../package.json';
import { bundleServer, NATIVE } from './release/bundleServer';
import { keepLinksWithin } from './release/keepLinksWithin';
import { launcher } from './release/launcher';
import { copyPackages, licenceOf, withDependencies } from './release/copyPackages';

const root = join(__dirname, '..');
const build = join(root, 'build');

/** Files of the project that are copied beside the program. */
const BESIDE = ['LICENSE', 'server.example.yaml', 'deploy', 'build/elma365', 'CHANGELOG.md', 'docs'];

/** Documents for those who work on the sources: not in the archive. */
const OF_THE_SOURCES = ['adr', 'ARCHITECTURE.md', 'DEPENDENCIES.md', 'POPUPS.md', 'pictures'];

/** Builds the backend into a folder that needs nothing but Node.js. */
export async function buildServer(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundled = await bundleServer(folder);
  const native = withDependencies(NATIVE);
  copyPackages(native, folder);
  for (const path of BESIDE) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  for (const name of OF_THE_SOURCES) rmSync(join(folder, 'docs', name), { recursive: true });
  keepLinksWithin(folder);
  cpSync(join(build, 'widget.zip'), join(folder, 'widget.zip'));
  writeFileSync(join(folder, 'main.js'), launcher(engines.node));
  const facts = { name, version, license, private: true, type: 'commonjs', main: 'main.js', engines };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(facts, null, 2)}\n`);
  const notices = [...new Set([...bundled, ...native])]
    .sort()
    .map((one) => `${one}\n${'='.repeat(one.length)}\n${licenceOf(one)}\n`);
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), notices.join('\n'));
}

/** Packs the folder into the archive for installation. */
async function packServer(folder: string, file: string): Promise<void> {
  const archive = new TarArchive({ gzip: true, gzipOptions: { level: 9 } });
  archive.directory(folder, `${name}-${version}`);
  await Promise.all([pipeline(archive, createWriteStream(file)), archive.finalize()]);
}

if (require.main === module) {
  const [folder, file] = [join(build, 'server'), join(build, `${name}-${version}.tar.gz`)];
  void buildServer(folder)
    .then(() => packServer(folder, file))
    .then(() => {
      console.log(`build/server: run it with \`node build/server/main.js\`\nbuild/${name}-${version}.tar.gz`);
    });
}
