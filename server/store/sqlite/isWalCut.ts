import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes of the index's header that are looked at: two copies of it, and how far the WAL has been put into the file. */
const INDEX_BYTES = 100;
const HEADER_COPY = 48;
const HEADER_SUM_AT = 40;
const BACKFILL_AT = 96;
const WAL_HEADER = 32;
const FRAME_HEADER = 24;
/** Magic numbers of a WAL: they differ in their last bit, which says how its sums are made. */
const MAGIC = 0x377f0682;

type Sum = readonly [number, number];

/** What the index of a WAL says of it. */
interface WalIndex {
  /** Number of the frame that ends what was committed last. */
  readonly committed: number;
  /** Number of the last frame that is in the database's file as well. */
  readonly inFile: number;
  readonly pageBytes: number;
  /** As in the WAL's own header. */
  readonly salts: Buffer;
}

/**
 * Is the end of the WAL missing that was committed before a crash? SQLite itself takes what is whole and says nothing of
 * the rest. A process that is killed leaves `-shm` behind, in which SQLite has noted each commit once it was in the WAL.
 * To be asked before the database is opened, since that makes the `-shm` anew.
 * @param path of the database
 * @returns false also where it can't be told, as after a stop in order
 * @see https://www.sqlite.org/walformat.html
 */
export function isWalCut(path: string): boolean {
  const index = readIndex(firstBytes(`${path}-shm`, INDEX_BYTES));
  if (index === null || index.committed <= index.inFile) return false;
  const wal = openToRead(`${path}-wal`);
  if (wal === null) return true;
  try {
    return isCutBefore(wal, index);
  } finally {
    closeSync(wal);
  }
}

/** Null: it is no index that was written in full. */
function readIndex(bytes: Buffer): WalIndex | null {
  if (bytes.length < INDEX_BYTES) return null;
  const one = bytes.subarray(0, HEADER_COPY);
  if (!one.equals(bytes.subarray(HEADER_COPY, 2 * HEADER_COPY))) return null;
  const sum = sumOf([0, 0], one.subarray(0, HEADER_SUM_AT), false);
  if (!isSum(one, HEADER_SUM_AT, sum, false)) return null;
  const size = one.readUInt16LE(14);
  return {
    committed: one.readUInt32LE(16),
    inFile: bytes.readUInt32LE(BACKFILL_AT),
    pageBytes: (size & 0xfe00) | ((size & 1) << 16),
    salts: one.subarray(32, 40),
  };
}

/** Reads frame after frame, as SQLite does: all behind one that is not whole is lost. */
function isCutBefore(wal: number, { committed, pageBytes, salts }: WalIndex): boolean {
  const header = bytesAt(wal, 0, WAL_HEADER);
  if (header.length < WAL_HEADER) return true;
  const magic = header.readUInt32BE(0);
  const isBigEndian = (magic & 1) === 1;
  let sum = sumOf([0, 0], header.subarray(0, 24), isBigEndian);
  if ((magic & ~1) !== MAGIC || !isSum(header, 24, sum, true)) return true;
  // It is another WAL than that of the index, which a power failure may leave behind.
  if (!header.subarray(16, 24).equals(salts)) return false;
  for (let frame = 0; frame < committed; frame += 1) {
    const bytes = FRAME_HEADER + pageBytes;
    const read = bytesAt(wal, WAL_HEADER + frame * bytes, bytes);
    if (read.length < bytes || !read.subarray(8, 16).equals(salts)) return true;
    sum = sumOf(sumOf(sum, read.subarray(0, 8), isBigEndian), read.subarray(FRAME_HEADER), isBigEndian);
    if (!isSum(read, 16, sum, true)) return true;
  }
  return false;
}

/** Goes on with SQLite's sum of a WAL over these bytes. */
function sumOf([first, second]: Sum, bytes: Buffer, isBigEndian: boolean): Sum {
  let [one, two] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + two + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))) >>> 0;
    two = (two + one + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4))) >>> 0;
  }
  return [one, two];
}

function isSum(bytes: Buffer, at: number, [one, two]: Sum, isBigEndian: boolean): boolean {
  const [first, second] = isBigEndian
    ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
    : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
  return first === one && second === two;
}

/** Fewer bytes, or none: there are no more, or it can't be read. */
function firstBytes(path: string, length: number): Buffer {
  const file = openToRead(path);
  if (file === null) return Buffer.alloc(0);
  try {
    return bytesAt(file, 0, length);
  } finally {
    closeSync(file);
  }
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}

/** Null: it is not there, or not to be read. */
function openToRead(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch {
    return null;
  }
}
