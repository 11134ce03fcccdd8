import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import webpack from 'webpack';
import packageJson from '../../package.json';
import configure from '../../webpack.config.js';
import type { Files } from './unpack';

/** Which zip: `prod` small, `dev` with source maps and debug log, `market` readable. */
export type Kind = 'prod' | 'dev' | 'market';

/** script.js, which amoCRM loads, and what it loads itself when needed. */
const SCRIPTS = [
  'script.js',
  'views.js',
  'settings.js',
  'direct.js',
  'proof.js',
  'clients.js',
  'notes.js',
  'missed.js',
  'history.js',
  'ecss10.js',
  'english.js',
];

const root = join(__dirname, '../..');
const blank = join(root, 'src/blank');

/** Called with the share of the build that is done, from 0 to 1. */
export type OnProgress = (done: number) => void;

/** Builds what goes into the zip. @param folder where webpack puts script.js */
export async function buildFiles(kind: Kind, folder: string, onProgress?: OnProgress): Promise<Files> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(blank, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(blank.length + 1).replaceAll('\\', '/'), readFileSync(path));
  }
  files.set('manifest.json', filled(files.get('manifest.json')));
  await bundle(kind, folder, onProgress);
  for (const name of SCRIPTS) files.set(name, readFileSync(join(folder, name)));
  return files;
}

/**
 * Version and support contact stand in package.json only. There is no e-mail: for the Market, which asks for one, add
 * that of the publisher to `support` of the manifest.
 */
function filled(manifest: Buffer | undefined): Buffer {
  if (manifest === undefined) throw new Error('src/blank has no manifest.json');
  const { version, bugs } = packageJson;
  const text = manifest
    .toString('utf8')
    .replace('"0.0.0"', JSON.stringify(version))
    .replace('"SUPPORT_LINK"', JSON.stringify(bugs.url));
  return Buffer.from(text);
}

/** Puts script.js and the files that it loads into the folder. */
function bundle(kind: Kind, folder: string, onProgress?: OnProgress): Promise<void> {
  const configuration = configure({ kind });
  const compiler = webpack({ ...configuration, output: { ...configuration.output, path: folder } });
  if (onProgress !== undefined) new webpack.ProgressPlugin(onProgress).apply(compiler);
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error) reject(error);
      else if (stats === undefined || stats.hasErrors()) reject(new Error(stats?.toString('errors-only')));
      else resolve();
    });
  });
}
