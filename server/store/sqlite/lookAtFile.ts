import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Finding } from '../../system/Check';
import { lockHolder } from '../../system/lockHolder';
import { whyNotWritable } from '../../system/whyNotWritable';
import { bytesOf, megabytesOf } from '../bytesOf';
import type { LookedAt } from '../LookedAt';
import { storeCheckMessages as messages } from '../storeCheckMessages';
import { LOSSES, lossesIn } from '../StoreLoss';
import { isLevel } from '../takeOver/readLevel';
import { inspectSqlite } from './inspectSqlite';
import { wasUsed } from './StoreFiles';
import { withSqlite } from './withSqlite';

/** Less free space than this is worth a warning, bytes. */
const LITTLE_BYTES = 200 * 1_024 * 1_024;

/** Less than this is none. */
const NONE_BYTES = 1_024 * 1_024;

/** Folders that the unit has systemd make when the service starts. */
const MADE_AT_START = '/var/lib/asteriskng';

/**
 * Looks at the file of a store, changing nothing. Fails with a `StoreFault`.
 * @param isRunning the backend of these settings answers: it is the one that has the file, and knows whether it can write
 * @param outboxFolder of 1.0.0
 */
export async function lookAtFile(
  path: string,
  isRunning: boolean,
  outboxFolder: string | undefined,
): Promise<LookedAt> {
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (!isRunning) {
    const finding = (await notWritable(path, isThere)) ?? (await held(path));
    if (finding !== null) return { finding, losses: [] };
  }
  const isUsed = isThere && (await inspectSqlite(path));
  if (!isUsed && wasUsed(path))
    return { finding: { level: 'fault', text: messages.fileIsGone(path) }, losses: [] };
  const losses = isUsed
    ? await withSqlite(path, 'readOnly', (run) => run({ op: 'read', statement: LOSSES }))
    : [];
  const finding =
    (await lowSpace(path, isRunning)) ?? toTakeOver(isRunning, outboxFolder) ?? well(path, isUsed);
  return { finding, losses: lossesIn(losses) };
}

async function notWritable(path: string, isThere: boolean): Promise<Finding | null> {
  const why = await whyNotWritable(isThere ? path : dirname(path), isThere ? 'existing' : 'folder');
  if (why === null) return null;
  return why.isMissing && path.startsWith(`${MADE_AT_START}/`)
    ? { level: 'unseen', text: messages.madeAtStart(path) }
    : { level: 'fault', text: messages.notWritable(path, why.text) };
}

async function held(path: string): Promise<Finding | null> {
  const holder = await lockHolder(`${path}.lock`);
  return holder === null ? null : { level: 'warning', text: messages.heldSilently(path, holder) };
}

/** @param isRunning the backend's own state says whether it still finds room */
async function lowSpace(path: string, isRunning: boolean): Promise<Finding | null> {
  const disk = await statfs(dirname(path)).catch(() => null);
  const free = disk === null ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize;
  if (free < NONE_BYTES && !isRunning) return { level: 'fault', text: messages.diskIsFull(path) };
  if (free >= LITTLE_BYTES) return null;
  return { level: 'warning', text: messages.littleSpace(path, megabytesOf(free)) };
}

function toTakeOver(isRunning: boolean, folder: string | undefined): Finding | null {
  const left = [folder, folder === undefined ? undefined : `${folder}-open`].find(
    (one) => one !== undefined && isLevel(one),
  );
  return left === undefined || isRunning ? null : { level: 'ok', text: messages.toTakeOver(left) };
}

function well(path: string, isUsed: boolean): Finding {
  return isUsed
    ? { level: 'ok', text: messages.fileIsWell(path, megabytesOf(bytesOf(path) + bytesOf(`${path}-wal`))) }
    : { level: 'ok', text: messages.fileCanBeMade(path) };
}
