import { unpack, type Files } from '../scripts/zip/unpack';

/**
 * Unpacks a widget's zip as amoCRM does.
 * @throws Error with a sentence for the user when amoCRM would refuse the zip
 */
export async function loadArchive(zip: Buffer): Promise<Files> {
  const files = await unpack(zip).catch((cause: unknown) => {
    throw new Error('This is not a zip archive.', { cause });
  });
  for (const needed of ['manifest.json', 'script.js']) {
    if (!files.has(needed)) throw new Error(`The archive has no ${needed} at its root.`);
  }
  return files;
}
