import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipArchive } from 'archiver';
import type { Files } from './unpack';

/** Time of every file in the zip: the same sources make the same bytes. */
const FIXED_TIME = new Date('2020-01-01T00:00:00Z');

/** Makes a zip of these files: fixed order, times and rights. */
export async function pack(files: Files): Promise<Buffer> {
  const archive = new ZipArchive({ zlib: { level: 9 }, forceZip64: false });
  const output = new PassThrough();
  archive.pipe(output);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, content] of sorted) archive.append(content, { name, date: FIXED_TIME, mode: 0o644 });
  const [zip] = await Promise.all([buffer(output), archive.finalize()]);
  return zip;
}
