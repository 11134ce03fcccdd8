import { unpack, type Files } from '../scripts/zip/unpack';

/** Unpacks a widget's zip as amoCRM does. Fails with a plain sentence when amoCRM would not take it. */
export async function loadArchive(zip: Buffer): Promise<Files> {
  const files = await unpack(zip).catch((cause: unknown) => {
    throw new Error('This is not a zip archive.', { cause });
  });
  for (const needed of ['manifest.json', 'script.js']) {
    if (!files.has(needed)) throw new Error(`The archive has no ${needed} at its root.`);
  }
  return files;
}
