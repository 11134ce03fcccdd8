import { drivers } from '../telephony/drivers';
import { features } from './features';

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

const ofFeatures = Object.entries(features).flatMap(([section, { secrets }]) =>
  [...secrets].map(([variable, key]): [string, SecretPlace] => [variable, { section, key }]),
);

/** Secrets: environment variable -> their places. */
export const secretVariables: ReadonlyMap<string, SecretPlace> = new Map([...ofDrivers, ...ofFeatures]);

/** Does the place belong to a driver that these settings of `telephony` are not of? Two drivers may have a key of one name. */
export function isOfAnother({ driver }: SecretPlace, telephony: unknown): boolean {
  if (driver === undefined || typeof telephony !== 'object' || telephony === null) return false;
  return 'driver' in telephony && telephony.driver !== driver;
}

/**
 * The variable that sets what stands at this dotted path; null: it is no secret.
 * @param raw the configuration, which names the driver
 */
export function secretVariable(path: string, raw: unknown): string | null {
  const telephony: unknown =
    typeof raw === 'object' && raw !== null && 'telephony' in raw ? raw.telephony : null;
  for (const [name, place] of secretVariables)
    if (`${place.section}.${place.key}` === path && !isOfAnother(place, telephony)) return name;
  return null;
}
