import { drivers } from '../telephony/drivers';
import { features } from './features';

/** The setting that receives a secret. */
export interface SecretPlace {
  readonly section: string;
  readonly key: string;
  /** Driver to which it belongs; with another driver it is ignored. Undefined for secrets of features. */
  readonly driver?: string;
}

const ofDrivers = drivers.flatMap(({ name: driver, secrets }) =>
  [...secrets].map(([variable, key]): [string, SecretPlace] => [
    variable,
    { section: 'telephony', key, driver },
  ]),
);

const ofFeatures = Object.entries(features).flatMap(([section, { secrets }]) =>
  [...secrets].map(([variable, key]): [string, SecretPlace] => [variable, { section, key }]),
);

/** All secrets: environment variable -> setting. */
export const secretVariables: ReadonlyMap<string, SecretPlace> = new Map([...ofDrivers, ...ofFeatures]);

/**
 * Does the secret belong to another driver than the one that these settings of `telephony` choose? Secrets of two drivers
 * may have the same key.
 */
export function isOfOtherDriver({ driver }: SecretPlace, telephony: unknown): boolean {
  if (driver === undefined || typeof telephony !== 'object' || telephony === null) return false;
  return 'driver' in telephony && telephony.driver !== driver;
}

/**
 * The environment variable of the secret at this path, such as `telephony.secret`; null when the setting is not a secret.
 * @param raw the configuration, not validated, from which the driver is read
 */
export function secretVariable(path: string, raw: unknown): string | null {
  const telephony: unknown =
    typeof raw === 'object' && raw !== null && 'telephony' in raw ? raw.telephony : null;
  for (const [name, place] of secretVariables)
    if (`${place.section}.${place.key}` === path && !isOfOtherDriver(place, telephony)) return name;
  return null;
}
