import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Check, Finding } from '../system/Check';
import { whyNotWritable } from '../system/whyNotWritable';
import { storeCheckMessages as messages } from './messages';
import { PostgresDatabase } from './postgres/PostgresDatabase';
import { inspectSqlite } from './sqlite/inspectSqlite';
import { wasUsed } from './sqlite/StoreFiles';
import type { StorePlace } from './storeSettings';
import { StoreFault } from './StoreFault';

/** Less free space than this is worth a warning, bytes. */
const LITTLE_BYTES = 200 * 1_024 * 1_024;

/** Folders that the unit has systemd make when the service starts. */
const MADE_AT_START = '/var/lib/asteriskng';

/** Looks whether the store can be opened and written; changes nothing in it. */
export class StoreCheck implements Check {
  readonly name = messages.name;

  constructor(
    /** Null: several backends share Redis, and none of them keeps calls. */
    private readonly place: StorePlace | null,
  ) {}

  async run(): Promise<readonly Finding[]> {
    const { place } = this;
    if (place === null) return [{ level: 'warning', text: messages.sharedWithoutPostgres }];
    try {
      return place.kind === 'sqlite' ? await this.lookAtFile(place.path) : await lookAtServer(place);
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      return [{ level: 'fault', text: messages.sentence(error.text) }];
    }
  }

  private async lookAtFile(path: string): Promise<readonly Finding[]> {
    const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
    const why = await whyNotWritable(isThere ? path : dirname(path), isThere ? 'existing' : 'folder');
    if (why !== null) {
      if (why.isMissing && path.startsWith(`${MADE_AT_START}/`))
        return [{ level: 'unseen', text: messages.madeAtStart(path) }];
      return [{ level: 'fault', text: messages.notWritable(path, why.text) }];
    }
    const isUsed = isThere && (await inspectSqlite(path));
    if (!isUsed && wasUsed(path)) return [{ level: 'fault', text: messages.fileIsGone(path) }];
    const disk = await statfs(dirname(path)).catch(() => null);
    const free = disk === null ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize;
    if (free < LITTLE_BYTES)
      return [{ level: 'warning', text: messages.littleSpace(path, Math.floor(free / 1_024 / 1_024)) }];
    return [{ level: 'ok', text: isUsed ? messages.fileIsWell(path) : messages.fileCanBeMade(path) }];
  }
}

async function lookAtServer(place: StorePlace & { readonly kind: 'postgres' }): Promise<readonly Finding[]> {
  const database = new PostgresDatabase(place);
  try {
    const missing = await database.inspect();
    if (missing === null) return [{ level: 'ok', text: messages.serverIsEmpty(database.name) }];
    if (missing.length > 0)
      return [{ level: 'fault', text: messages.tablesMissing(database.name, missing.join(', ')) }];
    return [{ level: 'ok', text: messages.serverIsWell(database.name) }];
  } finally {
    await database.close();
  }
}
