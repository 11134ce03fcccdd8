import { existsSync } from 'node:fs';
import pino from 'pino';
import * as v from 'valibot';
import type { CallRecord } from '../server/calls/CallRecord';
import { historyListener } from '../server/historyListener';
import { createStore } from '../server/store/createStore';
import { storeSettingsSchema } from '../server/store/storeSettings';
import { systemClock } from '../server/system/Clock';

/** Writes past calls into the store of a backend that has not been started yet; a store that is there stays as it is. @param path of its file */
export async function keepPastCalls(path: string, records: readonly CallRecord[]): Promise<void> {
  if (records.length === 0 || existsSync(path)) return;
  const opened = createStore({
    settings: v.parse(storeSettingsSchema, { path }),
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    outboxFolder: undefined,
    shared: undefined,
  });
  await opened.start?.();
  const history = historyListener(opened.store);
  for (const record of records) history.finished?.(record);
  await opened.close?.();
}
