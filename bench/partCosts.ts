import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import webpack from 'webpack';
import configure from '../webpack.config.js';
import type { Row } from './Row';

/** Parts that cost fewer bytes are summed up. */
const LEAST = 100;

/** Length of the shortest template or style sheet, characters. */
const LEAST_TEXT = 150;

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

interface LongText {
  readonly content: string;
  readonly start: number;
  readonly end: number;
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
  for (const { content, start, end } of longTexts(text))
    owners.fill(/^<|\{%/.test(content) ? 'templates' : 'style sheets', start, end);
  return owners;
}

/** String literals of a script that are longer than any word of the code, with their places. */
function longTexts(script: string): LongText[] {
  const found: LongText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && node.text.length >= LEAST_TEXT) {
      found.push({ content: node.text, start: node.pos, end: node.end });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.js', script, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS));
  return found;
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
