import { ConfigurationError } from '../system/ConfigurationError';
import { systemMessages } from '../system/messages';
import { readNamedFile, type ReadFile } from '../system/ReadFile';
import { valueMessages } from './messages';
import { features } from './features';
import { isOfAnother, secretVariables } from './secretVariables';

/** Sections that a secret switches on: their address or token is all they need. */
const SET_UP_BY_SECRET: ReadonlySet<string> = new Set(
  Object.entries(features).flatMap(([section, { isSetUpBySecret }]) => (isSetUpBySecret ? [section] : [])),
);

/**
 * Puts secrets into a configuration: each from its variable, or from the file that the variable with `_FILE`
 * behind it names. An empty variable is one that is left out. Fails with a `ConfigurationError` when one stands in the
 * YAML, or its file is not there.
 */
export function readSecrets(
  fromFile: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
): Record<string, unknown> {
  const all: Record<string, unknown> = { ...fromFile };
  // With nothing below it a section is set up all the same, by its secret and its defaults.
  for (const { section } of secretVariables.values()) if (all[section] === null) all[section] = {};
  for (const [name, place] of secretVariables) {
    const { section, key, driver } = place;
    const settings = all[section];
    const known = typeof settings === 'object' ? settings : null;
    if (isOfAnother(place, known)) continue;
    if (known !== null && key in known)
      throw new ConfigurationError([valueMessages.secretInFile(`${section}.${key}`, name)]);
    // Who changes the telephone system may leave the secret of the old one where it is.
    if (driver !== undefined && !isDriver(known, driver)) continue;
    const secret = readSecret(name, env, readFile);
    // A secret of a section that is not set up is of no use, and must not switch it on.
    if (secret !== null && (known !== null || SET_UP_BY_SECRET.has(section)))
      all[section] = { ...known, [key]: secret };
  }
  return all;
}

function isDriver(telephony: object | null, driver: string): boolean {
  return telephony !== null && 'driver' in telephony && telephony.driver === driver;
}

function readSecret(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
): string | null {
  const path = env[`${name}_FILE`] ?? '';
  const value = env[name] ?? '';
  if (path === '') return value === '' ? null : value;
  const text = readNamedFile(readFile, path, `${name}_FILE`);
  if (text === null) throw new ConfigurationError([systemMessages.noSuchFile(`${name}_FILE`)]);
  return text.trim();
}
