import { ConfigurationError } from '../system/ConfigurationError';
import { systemMessages } from '../system/messages';
import { readNamedFile, type ReadFile } from '../system/ReadFile';
import { valueMessages } from './messages';
import { features } from './features';
import { isOfOtherDriver, secretVariables } from './secretVariables';

/** Sections that a secret alone enables, such as `redis` by its URL. */
const SET_UP_BY_SECRET: ReadonlySet<string> = new Set(
  Object.entries(features).flatMap(([section, { isSetUpBySecret }]) => (isSetUpBySecret ? [section] : [])),
);

/**
 * Adds secrets to the settings: each from its environment variable, or from the file whose path is in the variable with
 * `_FILE` appended. An empty variable counts as absent. Throws a `ConfigurationError` when a secret is in the YAML, or its
 * file can't be read.
 * @param fromFile settings of the YAML file; not changed
 * @returns a copy with the secrets
 */
export function readSecrets(
  fromFile: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
): Record<string, unknown> {
  const all: Record<string, unknown> = { ...fromFile };
  // A section without settings below it (null in YAML) is enabled, with its secret and defaults.
  for (const { section } of secretVariables.values()) if (all[section] === null) all[section] = {};
  for (const [name, place] of secretVariables) {
    const { section, key, driver } = place;
    const settings = all[section];
    const written = typeof settings === 'object' ? settings : null;
    if (isOfOtherDriver(place, written)) continue;
    if (written !== null && key in written)
      throw new ConfigurationError([valueMessages.secretInFile(`${section}.${key}`, name)]);
    // A secret of another driver is ignored: it may be left over from the telephone system used before.
    if (driver !== undefined && !usesDriver(written, driver)) continue;
    const secret = readSecret(name, env, readFile);
    // A secret does not enable an absent section, except those of SET_UP_BY_SECRET.
    if (secret !== null && (written !== null || SET_UP_BY_SECRET.has(section)))
      all[section] = { ...written, [key]: secret };
  }
  return all;
}

/** Do these settings of `telephony` choose this driver? */
function usesDriver(telephony: object | null, driver: string): boolean {
  return telephony !== null && 'driver' in telephony && telephony.driver === driver;
}

/** The secret of this variable or of its file, trimmed; null when neither variable is set. */
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
