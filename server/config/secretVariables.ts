import { drivers } from '../telephony/drivers';

/** Where a secret goes in the configuration. */
export interface SecretPlace {
  readonly section: string;
  readonly key: string;
  /** The telephone system whose it is; what is left of another one's is not looked at. */
  readonly driver?: string;
}

const ofDrivers = drivers.flatMap(({ name: driver, secrets }) =>
  [...secrets].map(([variable, key]): [string, SecretPlace] => [
    variable,
    { section: 'telephony', key, driver },
  ]),
);

/** Secrets: environment variable -> their places. */
export const secretVariables: ReadonlyMap<string, SecretPlace> = new Map([
  ...ofDrivers,
  ['ASTERISKNG_AMOCRM_TOKEN', { section: 'amocrm', key: 'token' }],
  ['ASTERISKNG_AMOCRM_CLIENT_SECRET', { section: 'amocrm', key: 'clientSecret' }],
  ['ASTERISKNG_AMOCRM_WEBHOOK_KEY', { section: 'amocrm', key: 'webhookKey' }],
  ['ASTERISKNG_LINK_KEY', { section: 'recordings', key: 'linkKey' }],
  ['ASTERISKNG_ROUTING_KEY', { section: 'routing', key: 'key' }],
  ['ASTERISKNG_REDIS_URL', { section: 'redis', key: 'url' }],
  ['ASTERISKNG_METRICS_TOKEN', { section: 'metrics', key: 'token' }],
  ['ASTERISKNG_ELMA365_KEY', { section: 'elma365', key: 'key' }],
]);

/** The variable that sets what stands at this dotted path; null: it is no secret. */
export function secretVariable(path: string): string | null {
  for (const [name, { section, key }] of secretVariables) if (`${section}.${key}` === path) return name;
  return null;
}
