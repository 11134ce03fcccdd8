import * as v from 'valibot';
import type { FeatureKind } from '../system/Feature';
import { runningStore } from './runningStore';
import { StoreCheck } from './StoreCheck';
import { storePlace, storeSettingsSchema, type StoreSettings } from './storeSettings';

const settings = v.optional(storeSettingsSchema, {});

/** What the checks need of the configuration. */
interface StoreConfiguration {
  readonly host: string;
  readonly port: number;
  readonly store: StoreSettings;
  readonly amocrm?: { readonly calls: { readonly outbox: string } } | undefined;
  readonly redis?: object | undefined;
}

/** What outlives the process: calls, and what is still to be sent. */
export const storeFeature: FeatureKind<typeof settings, StoreConfiguration> = {
  settings,
  secrets: new Map([['ASTERISKNG_POSTGRES_PASSWORD', 'password']]),
  isSetUpBySecret: false,
  checks: ({ store, amocrm, redis, host, port }) => {
    const isShared = redis !== undefined;
    const place = storePlace(store, amocrm?.calls.outbox, isShared);
    if (place === null && !isShared) return [];
    return [new StoreCheck(place, runningStore({ host, port }), amocrm?.calls.outbox)];
  },
};
