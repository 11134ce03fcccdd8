import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { unpack } from '../scripts/zip/unpack';
import type { Row } from './Row';
import { short } from './statistics';

/** gzip -9 of the original widget's script.js, bytes (shared/reference/original-baseline.md). */
const ORIGINAL_GZIP = 54_605;

/** Sizes of what amoCRM's pages load. */
export async function sizes(): Promise<Row[]> {
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const script = (await unpack(zip)).get('script.js') ?? Buffer.alloc(0);
  const gzip = gzipSync(script, { level: 9 }).length;
  const kB = (bytes: number): string => `${short(bytes / 1_000)} kB`;
  return [
    { what: 'script.js', value: kB(script.length), against: '' },
    {
      what: 'script.js, gzip',
      value: kB(gzip),
      against: `budget 25 kB; ${short(gzip / ORIGINAL_GZIP)} × the original`,
    },
    { what: 'script.js, brotli', value: kB(brotliCompressSync(script).length), against: '' },
    { what: 'widget.zip', value: kB(zip.length), against: 'budget 150 kB; the original: 1,022 kB' },
  ];
}
