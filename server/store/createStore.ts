import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../system/Clock';
import type { Feature } from '../system/Feature';
import { LogLine } from '../system/LogLine';
import type { Language } from '../system/Message';
import { asideFiles } from './asideFiles';
import type { Database } from './Database';
import { storeLog } from './messages';
import { PostgresDatabase } from './postgres/PostgresDatabase';
import { Retention } from './Retention';
import { SqliteDatabase } from './sqlite/SqliteDatabase';
import { SqlStore } from './SqlStore';
import { StoreWatch } from './StoreWatch';
import type { StoreLog } from './StoreLog';
import { storePlace, type StorePlace, type StoreSettings } from './storeSettings';
import type { Store, TextTable } from './Store';
import { storeHealth, type StoreHealth } from './storeHealth';
import { LevelTakeOver } from './takeOver/LevelTakeOver';
import { takingOver, type EarlierTexts, type TakingOver } from './takeOver/takingOver';

/** What the store is created with. */
export interface StoreOptions {
  readonly settings: StoreSettings;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Folder of the outbox as 1.0.0 has it; undefined: no calls are logged in amoCRM. */
  readonly outboxFolder: string | undefined;
  /** Where several backends of 1.0.0 kept their texts; undefined: this backend works alone. */
  readonly shared:
    { readonly outbox: EarlierTexts & TextTable; readonly drafts: EarlierTexts & TextTable } | undefined;
}

/** Texts of which some may become readable late. */
interface AddedTexts extends TextTable {
  /** Calls back when there may be texts that could not be read before. @returns ends that */
  readonly onAdded?: (callback: () => void) => () => void;
}

/** The store of a running backend. */
export interface OpenedStore extends Feature {
  /** Null: nothing is kept but what `outbox` and `drafts` have. */
  readonly store: Store | null;
  /** Undefined: nothing is kept. */
  readonly outbox: TextTable | undefined;
  readonly drafts: AddedTexts | undefined;
  /** Calls back with each run of retention: calls that ended before this time, ms since 1970, are kept no more. @returns ends that */
  readonly onRetention: (callback: (before: number) => void) => () => void;
  /** For health and metrics; undefined: there is no store. */
  readonly figures:
    | {
        /** @param language of the texts for people */
        readonly health: (language: Language) => StoreHealth;
        /** Changes for which neither the store nor memory had room. */
        readonly lost: () => number;
      }
    | undefined;
}

/** Builds the store; it is not open yet. */
export function createStore(options: StoreOptions): OpenedStore {
  const { settings, clock, logger, outboxFolder, shared } = options;
  const place = storePlace(settings, outboxFolder, shared !== undefined);
  // Several backends without PostgreSQL go on as in 1.0.0.
  if (place === null)
    return {
      store: null,
      outbox: shared?.outbox,
      drafts: shared?.drafts,
      onRetention: () => () => undefined,
      figures: undefined,
    };
  const store = new SqlStore(openPlace(place, clock, shared !== undefined), clock, storeLogOf(logger));
  const retained = new Set<(before: number) => void>();
  const retention = new Retention(settings, store, clock, {
    asideFiles: () => asideFiles(place, outboxFolder),
    onRemoved: (path) => logger.info(new LogLine(storeLog.asideRemoved(path))),
    onFault: (err) => logger.warn(new LogLine(storeLog.retentionFailed, { err })),
    onRun: (before) => retained.forEach((callback) => callback(before)),
  });
  const watch = new StoreWatch(store, clock);
  const earlier =
    outboxFolder === undefined || shared !== undefined
      ? null
      : levelTakeOver(store, outboxFolder, clock, logger);
  const onFault = (err: unknown): void => logger.warn(new LogLine(storeLog.takeOverFailed, { err }));
  const tableOf = (name: 'outbox' | 'drafts'): TakingOver =>
    shared === undefined
      ? { table: store[name], close: () => undefined }
      : takingOver(store[name], name, store, shared[name], clock, onFault);
  const [outbox, drafts] = [tableOf('outbox'), tableOf('drafts')];
  return {
    store,
    outbox: outbox.table,
    drafts: { ...drafts.table, onAdded: (callback) => store.onRecovered(() => callback()) },
    onRetention: (callback) => {
      retained.add(callback);
      return () => retained.delete(callback);
    },
    figures: {
      health: (language) => storeHealth(store.state, store.losses, language),
      lost: () => store.lost,
    },
    start: async () => {
      await store.open();
      try {
        await earlier?.start();
      } catch (error) {
        await store.close();
        throw error;
      }
      retention.start();
      watch.start();
    },
    close: async () => {
      retention.close();
      watch.close();
      earlier?.close();
      outbox.close();
      drafts.close();
      await store.close();
    },
  };
}

/** The database of a backend at this place; it is not open yet. @param isShared with others of its cluster */
function openPlace(place: StorePlace, clock: Clock, isShared: boolean): Database {
  return place.kind === 'sqlite'
    ? new SqliteDatabase(place.path, () => clock.now())
    : new PostgresDatabase(place, isShared ? 'shared' : 'alone', () => clock.now());
}

/** What 1.0.0 has left beside, in folders of LevelDB. */
function levelTakeOver(
  store: SqlStore,
  outboxFolder: string,
  clock: Clock,
  logger: FastifyBaseLogger,
): LevelTakeOver {
  const folders = [
    [outboxFolder, 'outbox'],
    [`${outboxFolder}-open`, 'drafts'],
  ] as const;
  return new LevelTakeOver(store, folders, clock, {
    taken: ({ folder, entries, isRenamed, isDamaged }) => {
      const { takenOver, takenOverInPlace, takenOverDamaged } = storeLog;
      const line = isDamaged ? takenOverDamaged : isRenamed ? takenOver : takenOverInPlace;
      logger.warn(new LogLine(line(folder, entries)));
    },
    failed: (err) => logger.error(new LogLine(storeLog.takeOverFailed, { err })),
  });
}

function storeLogOf(logger: FastifyBaseLogger): StoreLog {
  return {
    failing: ({ text }) => logger.error(new LogLine(storeLog.failing(text))),
    recovered: () => logger.warn(new LogLine(storeLog.works)),
    opened: ({ putAside, salvaged, unsent, hasVanished }) => {
      if (putAside !== null) logger.error(new LogLine(storeLog.putAside(putAside, salvaged, unsent)));
      if (hasVanished) logger.error(new LogLine(storeLog.vanished));
    },
    lost: () => logger.error(new LogLine(storeLog.lost)),
    lostAtStop: (changes) => logger.error(new LogLine(storeLog.lostAtStop(changes))),
    refused: (table, id, err) => logger.error(new LogLine(storeLog.refused, { table, trace: id, err })),
  };
}
