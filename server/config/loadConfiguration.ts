import * as v from 'valibot';
import { parseConfiguration, type Configuration } from './Configuration';
import { ConfigurationError } from './ConfigurationError';
import { readNamedFile, type ReadFile } from './ReadFile';
import { readSecrets } from './readSecrets';
import { readYaml } from './readYaml';

const fileSchema = v.nullish(
  v.pipe(
    v.unknown(),
    v.check((raw) => !Array.isArray(raw), 'no list'),
    v.record(v.string(), v.unknown()),
  ),
);

/** Environment variables that stand over the file: name -> key. */
const VARIABLES = new Map([
  ['ASTERISKNG_HOST', 'host'],
  ['ASTERISKNG_PORT', 'port'],
  ['ASTERISKNG_PATH', 'path'],
  ['ASTERISKNG_LOG_LEVEL', 'logLevel'],
]);

/**
 * The configuration of a backend that is started: the YAML file named by `ASTERISKNG_CONFIG` (else
 * `server.yaml`, if it is there), then the environment. Keys come from `ASTERISKNG_SECRET_KEYS` (with commas
 * between) or from the file named by `ASTERISKNG_SECRET_KEYS_FILE` (a line each), other secrets as `readSecrets`
 * says. Fails with a `ConfigurationError`.
 */
export function loadConfiguration(
  env: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
): Configuration {
  const named = env['ASTERISKNG_CONFIG'];
  const path = named ?? 'server.yaml';
  const text = readNamedFile(readFile, path, path);
  if (text === null && named !== undefined) throw new ConfigurationError([`${named}: there is no such file`]);
  const fromFile = readSettings(path, text ?? '');
  if ('secretKeys' in fromFile) {
    throw new ConfigurationError([
      'secretKeys: keys come from ASTERISKNG_SECRET_KEYS or a file that ASTERISKNG_SECRET_KEYS_FILE names',
    ]);
  }
  const fromEnv: Record<string, unknown> = {};
  for (const [name, key] of VARIABLES) {
    const value = env[name];
    if (value !== undefined) fromEnv[key] = key === 'port' ? Number(value) : value;
  }
  const withSecrets = readSecrets(fromFile, env, readFile);
  return parseConfiguration({ ...withSecrets, ...fromEnv, secretKeys: secretKeys(env, readFile) });
}

function readSettings(path: string, text: string): Record<string, unknown> {
  const { value, faults } = readYaml(text);
  if (faults.length > 0) throw new ConfigurationError(faults.map((fault) => `${path}, ${fault}`));
  const parsed = v.safeParse(fileSchema, value);
  if (!parsed.success) throw new ConfigurationError([`${path}: settings with their values are expected`]);
  return parsed.output ?? {};
}

function secretKeys(env: Readonly<Record<string, string | undefined>>, readFile: ReadFile): string[] {
  const path = env['ASTERISKNG_SECRET_KEYS_FILE'];
  if (path === undefined) return split(env['ASTERISKNG_SECRET_KEYS'] ?? '', ',');
  const text = readNamedFile(readFile, path, 'ASTERISKNG_SECRET_KEYS_FILE');
  if (text === null) throw new ConfigurationError([`ASTERISKNG_SECRET_KEYS_FILE: there is no such file`]);
  return split(text, '\n');
}

function split(text: string, by: string): string[] {
  return text
    .split(by)
    .map((key) => key.trim())
    .filter(Boolean);
}
