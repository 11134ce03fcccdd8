import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { unpack } from '../scripts/zip/unpack';
import type { Row } from './Row';
import { partCosts } from './partCosts';
import { short } from './statistics';

/** gzip -9 of the original widget's script.js, bytes (shared/reference/original-baseline.md). */
const ORIGINAL_GZIP = 54_605;

/** Sizes of what amoCRM's pages load. */
export async function sizes(): Promise<Row[]> {
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const files = await unpack(zip);
  const script = files.get('script.js') ?? Buffer.alloc(0);
  const views = files.get('views.js') ?? Buffer.alloc(0);
  const [gzip, viewsGzip] = [zipped(script), zipped(views)];
  const kB = (bytes: number): string => `${short(bytes / 1_000)} kB`;
  return [
    { what: 'script.js (calls, popups, Click2Call)', value: kB(script.length), against: '' },
    {
      what: 'script.js, gzip',
      value: kB(gzip),
      against: `budget 25 kB; ${short(gzip / ORIGINAL_GZIP)} × the original`,
    },
    { what: 'script.js, brotli', value: kB(brotliCompressSync(script).length), against: '' },
    {
      what: 'views.js (panel, names, notices, Click2Call; loaded behind), gzip',
      value: kB(viewsGzip),
      against: 'budget 22 kB',
    },
    {
      what: 'settings.js (settings form; loaded when it opens), gzip',
      value: kB(zipped(files.get('settings.js') ?? Buffer.alloc(0))),
      against: 'budget 8 kB',
    },
    {
      what: 'ecss10.js (in place of a backend; loaded where set so), gzip',
      value: kB(zipped(files.get('ecss10.js') ?? Buffer.alloc(0))),
      against: 'budget 30 kB',
    },
    {
      what: 'script.js and views.js, gzip',
      value: kB(gzip + viewsGzip),
      against: `${short((gzip + viewsGzip) / ORIGINAL_GZIP)} × the original`,
    },
    ...(await partCosts(['script', 'views', 'settings'])),
    { what: 'widget.zip', value: kB(zip.length), against: 'budget 180 kB; the original: 1,022 kB' },
  ];
}

function zipped(file: Buffer): number {
  return gzipSync(file, { level: 9 }).length;
}
