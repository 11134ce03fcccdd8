import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

/** Files of a zip: path inside it -> content. */
export type Files = ReadonlyMap<string, Buffer>;

/** Reads a whole zip. Fails when it is none. */
export function unpack(zip: Buffer): Promise<Files> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error !== null) reject(error);
      else readEntries(file, resolve, reject);
    });
  });
}

function readEntries(file: ZipFile, resolve: (files: Files) => void, reject: (error: Error) => void): void {
  const files = new Map<string, Buffer>();
  file.on('error', reject);
  file.on('end', () => {
    resolve(files);
  });
  file.on('entry', (entry: Entry) => {
    file.openReadStream(entry, (error, stream) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => {
        files.set(entry.fileName, Buffer.concat(chunks));
        file.readEntry();
      });
    });
  });
  file.readEntry();
}
