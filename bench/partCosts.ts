import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import webpack from 'webpack';
import configure from '../webpack.config.js';
import type { Row } from './Row';

/** Parts that cost fewer bytes are summed up. */
const LEAST = 100;

/** What each part of a file costs: how many bytes gzip saves when it is left out. They overlap, so they sum to less. */
export async function partCosts(names: readonly string[]): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'asteriskng-parts-'));
  try {
    await build(folder);
    return names.flatMap((name) => rows(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rows(folder: string, name: string): Row[] {
  const text = readFileSync(join(folder, `${name}.js`), 'utf8');
  const mapName = readdirSync(folder).find((one) => one.startsWith(`${name}.js.map`)) ?? '';
  const map = new SourceMap(JSON.parse(readFileSync(join(folder, mapName), 'utf8')) as SourceMapPayload);
  const owners = ownersOf(text, map);
  const whole = zipped(text);
  const costs = [...new Set(owners)].map((part) => ({
    part,
    bytes: whole - zipped(owners.map((owner, at) => (owner === part ? '' : text.charAt(at))).join('')),
  }));
  const large = costs.filter(({ bytes }) => bytes >= LEAST).sort((a, b) => b.bytes - a.bytes);
  const rest = costs.filter(({ bytes }) => bytes < LEAST).reduce((sum, { bytes }) => sum + bytes, 0);
  return [...large, { part: 'the rest', bytes: rest }].map(({ part, bytes }) => ({
    what: `${name}.js, gzip, of that ${part}`,
    value: `${bytes} bytes`,
    against: '',
  }));
}

/** The part that each character comes from. Templates and style sheets have no place in the map: they are long texts. */
function ownersOf(text: string, map: SourceMap): string[] {
  const owners: string[] = [];
  text.split('\n').forEach((line, row) => {
    for (let column = 0; column <= line.length; column += 1) {
      const entry = map.findEntry(row, column);
      owners.push(partOf('originalSource' in entry ? entry.originalSource : ''));
    }
  });
  for (const match of text.matchAll(/'(?:[^'\\]|\\.){300,}'/g)) {
    const part = match[0].includes('{%') || match[0].includes('<') ? 'templates' : 'style sheets';
    owners.fill(part, match.index, match.index + match[0].length);
  }
  return owners;
}

/** The folder of a source, the name of a package, or webpack. */
function partOf(source: string): string {
  const [, library] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (library !== undefined) return library;
  const [, folder] = /\.\/((?:src|protocol|page|server)(?:\/.+)?)\/[^/]+$/.exec(source) ?? [];
  return folder ?? 'webpack';
}

function build(folder: string): Promise<void> {
  const configuration = configure({ kind: 'prod' });
  const compiler = webpack({
    ...configuration,
    devtool: 'hidden-source-map',
    output: { ...configuration.output, path: folder },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error) reject(error);
      else if (stats === undefined || stats.hasErrors()) reject(new Error(stats?.toString('errors-only')));
      else resolve();
    });
  });
}

function zipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
