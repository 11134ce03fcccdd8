import type { Check, Finding } from '../system/Check';
import { joined, sameInAll } from '../system/Message';
import { asideFiles } from './asideFiles';
import { bytesOf, megabytesOf } from './bytesOf';
import { storeCheckMessages as messages } from './storeCheckMessages';
import { PostgresDatabase } from './postgres/PostgresDatabase';
import type { AskRunningStore } from './runningStore';
import type { LookedAt } from './LookedAt';
import { lookAtFile } from './sqlite/lookAtFile';
import type { StorePlace } from './storeSettings';
import { StoreFault } from './StoreFault';
import type { StoreHealth } from './storeHealth';
import { isSettled, lossText } from './StoreLoss';

/**
 * Looks whether the store can be opened and written; changes nothing in it. What a running backend says of it counts before
 * what can be seen from outside.
 */
export class StoreCheck implements Check {
  readonly name = messages.name;

  constructor(
    /** Null: several backends share Redis, and none of them keeps calls. */
    private readonly place: StorePlace | null,
    private readonly askRunning: AskRunningStore,
    /** Folder of the outbox as 1.0.0 has it; undefined: no calls are logged in amoCRM. */
    private readonly outboxFolder?: string,
  ) {}

  async run(): Promise<readonly Finding[]> {
    const { place } = this;
    if (place === null) return [{ level: 'warning', text: messages.sharedWithoutPostgres }];
    const running = await this.askRunning();
    const { finding, losses } = await this.lookAt(place, running);
    const told = running === null ? null : ofRunning(running);
    // Of two faults the backend's own is the one that counts.
    const main = told !== null && (told.level === 'fault' || finding.level !== 'fault') ? told : finding;
    const aside = asideFiles(place, this.outboxFolder).map((path) =>
      messages.asideFile(path, megabytesOf(bytesOf(path))),
    );
    return [
      main,
      ...losses
        .filter((loss) => !isSettled(loss))
        .map((loss): Finding => ({ level: 'warning', text: messages.loss(lossText(loss)) })),
      ...(aside.length > 0 ? [{ level: 'ok', text: messages.asideFiles(joined(aside, ', ')) } as const] : []),
    ];
  }

  private async lookAt(place: StorePlace, running: StoreHealth | null): Promise<LookedAt> {
    try {
      return place.kind === 'sqlite'
        ? await lookAtFile(place.path, running !== null, this.outboxFolder)
        : await lookAtServer(place, running !== null);
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      const isFile = error.kind === 'damaged' && place.kind === 'sqlite';
      const damaged = running === null ? messages.damaged : messages.damagedInUse;
      const say = isFile ? damaged : messages.sentence;
      return { finding: { level: 'fault', text: say(error.text) }, losses: [] };
    }
  }
}

/** What the backend says; null: all is well with it. */
function ofRunning({ state, reason = state }: StoreHealth): Finding | null {
  if (state !== 'failing' && state !== 'incomplete') return null;
  return {
    level: state === 'failing' ? 'fault' : 'warning',
    text: messages.ofRunning(sameInAll(reason)),
  };
}

/** @param isRunning the backend of these settings answers: it is the one that has the database */
async function lookAtServer(
  place: StorePlace & { readonly kind: 'postgres' },
  isRunning: boolean,
): Promise<LookedAt> {
  const database = new PostgresDatabase(place, 'beside');
  const { name } = database;
  try {
    const found = await database.inspect();
    if (found === null) return { finding: { level: 'ok', text: messages.serverIsEmpty(name) }, losses: [] };
    const { missing, bytes, losses, holder } = found;
    if (missing.length > 0)
      return { finding: { level: 'fault', text: messages.tablesMissing(name, missing.join(', ')) }, losses };
    if (holder !== null && !isRunning)
      return { finding: { level: 'warning', text: messages.serverHeld(name, holder) }, losses };
    return { finding: { level: 'ok', text: messages.serverIsWell(name, megabytesOf(bytes)) }, losses };
  } finally {
    await database.close();
  }
}
