import type { Feature } from '../system/Feature';
import type { AmoSettings } from './amoSettings';
import { LevelOutboxStore } from './outbox/LevelOutboxStore';
import type { OutboxStore } from './outbox/OutboxStore';

/** Stores draft records of open calls over a restart, so that such a call is logged completely. */
export interface OpenCalls extends Feature {
  /** Undefined: drafts are not stored, because no calls are logged. */
  readonly store: OutboxStore | undefined;
}

/**
 * Builds the store of open calls: a folder beside the outbox, unless several backends share one.
 * @param settings undefined: calls are not logged, or the driver keeps no records
 */
export function createOpenCalls(settings: AmoSettings | undefined, shared?: OutboxStore): OpenCalls {
  if (settings === undefined || shared !== undefined)
    return { store: settings === undefined ? undefined : shared };
  const store = new LevelOutboxStore(`${settings.calls.outbox}-open`);
  return { store, start: () => store.open(), close: () => store.close() };
}
