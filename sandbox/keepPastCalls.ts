import { existsSync } from 'node:fs';
import pino from 'pino';
import * as v from 'valibot';
import type { KeptNote } from '../server/calls/KeptNote';
import { historyListener } from '../server/historyListener';
import { createStore } from '../server/store/createStore';
import { storeSettingsSchema } from '../server/store/storeSettings';
import type { PastRecord } from './business/pastRecords';
import { systemClock } from '../server/system/Clock';

/** Writes past calls, and what agents have written of them, into the store of a backend that has not been started yet; a store that is there stays as it is. @param path of its file */
export async function keepPastCalls(path: string, records: readonly PastRecord[]): Promise<void> {
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
  for (const { call, record } of records) {
    history.finished?.(record);
    const by = record.extension ?? '';
    const note: KeptNote = {
      texts: call.note === undefined ? [] : [{ by, text: call.note }],
      outcome: call.outcome === undefined ? null : { id: call.outcome, by },
    };
    void opened.store?.calls.saveNote(record.id, JSON.stringify(note));
  }
  await opened.close?.();
}
