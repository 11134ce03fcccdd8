import { parseConfiguration, type Configuration } from './Configuration';
import { ConfigurationError } from '../system/ConfigurationError';
import { systemMessages } from '../system/messages';
import { valueMessages } from './messages';
import { plainVariables } from './plainVariables';
import { readNamedFile, type ReadFile } from '../system/ReadFile';
import { readSecrets } from './readSecrets';
import { readSettingsFile } from './SettingsFile';
import type { SettingsSource } from './SettingsSource';

/**
 * Loads the configuration: the YAML file, overridden by the environment variables of `plainVariables`. The secret keys
 * come from `ASTERISKNG_SECRET_KEYS` (separated by commas) or from the file whose path is in `ASTERISKNG_SECRET_KEYS_FILE`
 * (one a line); for other secrets see `readSecrets`. An empty variable counts as absent. Throws a `ConfigurationError`.
 */
export function loadConfiguration(
  env: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
  file = readSettingsFile(env, readFile),
): Configuration {
  if ('secretKeys' in file.settings) {
    throw new ConfigurationError([valueMessages.keysInFile]);
  }
  const fromEnv: Record<string, unknown> = {};
  for (const [name, key] of plainVariables) {
    const value = env[name] ?? '';
    if (value !== '') fromEnv[key] = key === 'port' && /^\d+$/.test(value) ? Number(value) : value;
  }
  const withSecrets = readSecrets(file.settings, env, readFile);
  const raw = { ...withSecrets, ...fromEnv, secretKeys: secretKeys(env, readFile) };
  return parseConfiguration(raw, { ...file.source, variable: (path) => variableOf(path, fromEnv) });
}

/** The environment variable that has set the setting at this path; null when none has. */
function variableOf(
  [key, ...more]: Parameters<SettingsSource['variable']>[0],
  fromEnv: object,
): string | null {
  if (more.length > 0 || key === undefined || !(key in fromEnv)) return null;
  return [...plainVariables].find(([, one]) => one === key)?.[0] ?? null;
}

/** The keys that widgets use; empty when neither variable is set, which the schema rejects. */
function secretKeys(env: Readonly<Record<string, string | undefined>>, readFile: ReadFile): string[] {
  const path = env['ASTERISKNG_SECRET_KEYS_FILE'] ?? '';
  if (path === '') return nonEmptyParts(env['ASTERISKNG_SECRET_KEYS'] ?? '', ',');
  const text = readNamedFile(readFile, path, 'ASTERISKNG_SECRET_KEYS_FILE');
  if (text === null) throw new ConfigurationError([systemMessages.noSuchFile('ASTERISKNG_SECRET_KEYS_FILE')]);
  return nonEmptyParts(text, '\n');
}

function nonEmptyParts(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((key) => key.trim())
    .filter(Boolean);
}
