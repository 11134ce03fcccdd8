import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';
import { parseConfiguration, type Configuration } from './Configuration';
import { ConfigurationError } from './ConfigurationError';
import type { ReadFile } from './ReadFile';
import { readSecrets } from './readSecrets';

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

/** What is said of the faults that people make; the parser's own words may quote a value. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['DUPLICATE_KEY', 'this setting stands here a second time; take the other block away'],
  ['TAB_AS_INDENT', 'a tab stands before the setting; indent with blanks'],
  ['BAD_INDENT', 'it is indented otherwise than the settings around it'],
  ['MISSING_CHAR', 'a quotation mark, a bracket or a comma is missing'],
  ['BLOCK_AS_IMPLICIT_KEY', 'there are two colons in a line; put the value into quotation marks'],
  ['BAD_ALIAS', 'a value begins with * or &; put it into quotation marks'],
  ['MULTILINE_IMPLICIT_KEY', 'a colon is missing behind a setting'],
  ['UNEXPECTED_TOKEN', 'something stands here that belongs to no setting'],
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
  const text = readFile(named ?? 'server.yaml');
  if (text === null && named !== undefined) throw new ConfigurationError([`${named}: there is no such file`]);
  const fromFile = readYaml(named ?? 'server.yaml', text ?? '');
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

function readYaml(path: string, text: string): Record<string, unknown> {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (cause) {
    throw new ConfigurationError([yamlFault(path, cause)], { cause });
  }
  const parsed = v.safeParse(fileSchema, raw);
  if (!parsed.success) throw new ConfigurationError([`${path}: settings with their values are expected`]);
  return parsed.output ?? {};
}

/** Where in the file it is no YAML, and why. A value is never quoted: the reason alone, without the lines below it. */
function yamlFault(path: string, cause: unknown): string {
  if (!(cause instanceof YAMLParseError)) return `${path}: it is no YAML`;
  const [at] = cause.linePos ?? [];
  const place = at === undefined ? '' : `, line ${at.line}, column ${at.col}`;
  return `${path}${place}: ${REASONS.get(cause.code) ?? 'it is no YAML (' + cause.code + ')'}`;
}

function secretKeys(env: Readonly<Record<string, string | undefined>>, readFile: ReadFile): string[] {
  const path = env['ASTERISKNG_SECRET_KEYS_FILE'];
  if (path === undefined) return split(env['ASTERISKNG_SECRET_KEYS'] ?? '', ',');
  const text = readFile(path);
  if (text === null) throw new ConfigurationError([`ASTERISKNG_SECRET_KEYS_FILE: there is no such file`]);
  return split(text, '\n');
}

function split(text: string, by: string): string[] {
  return text
    .split(by)
    .map((key) => key.trim())
    .filter(Boolean);
}
