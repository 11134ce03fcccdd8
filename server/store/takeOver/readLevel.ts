import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { errorCode } from '../../system/errorCode';
import { explainFileError } from '../../system/FileFault';
import { lockHolder } from '../../system/lockHolder';
import { storeMessages } from '../messages';
import { StoreFault } from '../StoreFault';

/** What was read of a LevelDB folder. */
export interface LevelTexts {
  readonly texts: ReadonlyMap<string, string>;
  /** Not all of it could be read as it was. */
  readonly isDamaged: boolean;
}

/**
 * Is there a LevelDB in the folder? A damaged one may have lost its file CURRENT. Fails with a `StoreFault` when it can't be
 * looked at.
 */
export function isLevel(folder: string): boolean {
  try {
    return ['CURRENT', 'LOCK'].some(
      (name) => statSync(join(folder, name), { throwIfNoEntry: false }) !== undefined,
    );
  } catch (error) {
    throw unreadable(folder, error);
  }
}

/**
 * Reads the texts of a LevelDB folder of 1.0.0; of a damaged one those that a repaired copy has. Fails with a
 * `StoreFault` when another process has it open, or when it can't be read or copied for now, as on a full disk.
 */
export async function readLevel(folder: string): Promise<LevelTexts> {
  try {
    return { texts: await textsIn(folder), isDamaged: false };
  } catch (error) {
    if (codesOf(error).includes('LEVEL_LOCKED')) {
      const holder = (await lockHolder(join(folder, 'LOCK'))) ?? storeMessages.anotherProcess;
      throw new StoreFault('inUse', storeMessages.inUse(folder, holder), { cause: error });
    }
  }
  const copy = `${folder}.repaired`;
  try {
    rmSync(copy, { recursive: true, force: true });
    // Each file by itself: Node's `cpSync` ends the process at a folder that it must not read.
    mkdirSync(copy, { mode: 0o700 });
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    // It fails for want of space and the like: of damage it keeps what can be read.
    await ClassicLevel.repair(copy);
    return { texts: await textsIn(copy), isDamaged: true };
  } catch (error) {
    throw unreadable(folder, error);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function unreadable(folder: string, error: unknown): StoreFault {
  const [code = ''] = codesOf(error);
  return new StoreFault('unwritable', storeMessages.notTakenOver(folder, explainFileError(code)), {
    cause: error,
  });
}

async function textsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const level = new ClassicLevel(folder, { createIfMissing: false });
  await level.open();
  try {
    return new Map(await level.iterator().all());
  } finally {
    await level.close();
  }
}

/** LevelDB's own error is the cause of the one that is thrown. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let one = error; typeof one === 'object' && one !== null; one = 'cause' in one ? one.cause : null)
    codes.push(errorCode(one));
  return codes;
}
