import * as v from 'valibot';
import { askLocalBackend, type LocalBackend } from '../system/askLocalBackend';
import { storeHealthSchema, type StoreHealth } from './storeHealth';

/** Asks the running backend of these settings about its store; null: none answers, or it has no store. */
export type AskRunningStore = () => Promise<StoreHealth | null>;

const schema = v.object({ store: storeHealthSchema });

/** Asks by `/health`. */
export function runningStore(backend: LocalBackend): AskRunningStore {
  return async () => {
    const answer = await askLocalBackend(backend, { path: '/health' });
    const parsed = v.safeParse(schema, 'body' in answer ? answer.body : null);
    return parsed.success ? parsed.output.store : null;
  };
}
