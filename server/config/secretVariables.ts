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

/** The variable that sets what stands at this dotted path; null: it is no secret. */
export function secretVariable(path: string): string | null {
  for (const [name, { section, key }] of secretVariables) if (`${section}.${key}` === path) return name;
  return null;
}
