import * as v from 'valibot';
import { ConfigurationError } from '../system/ConfigurationError';
import { systemMessages } from '../system/messages';
import { readNamedFile, type ReadFile } from '../system/ReadFile';
import { placeMessages, valueMessages } from './messages';
import { readYaml } from './readYaml';
import type { SettingsSource } from './SettingsSource';

/** The settings file after it was read. */
export interface SettingsFile {
  /** As configured; may be relative to the current folder. */
  readonly path: string;
  /** Does the file exist? If not, `settings` is empty. */
  readonly isThere: boolean;
  /** Its top-level keys; values not validated. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where in the file each setting is written. */
  readonly source: SettingsSource;
}

/** A mapping, or nothing at all (an empty file). */
const fileSchema = v.nullish(
  v.pipe(
    v.unknown(),
    v.check((raw) => !Array.isArray(raw)),
    v.record(v.string(), v.unknown()),
  ),
);

/**
 * Reads the YAML file whose path is in `ASTERISKNG_CONFIG`, else `server.yaml` in the current folder, which may be missing.
 * Throws a `ConfigurationError` when the named file is missing, or a file can't be read or is not a mapping.
 */
export function readSettingsFile(
  env: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
): SettingsFile {
  const named = env['ASTERISKNG_CONFIG'] ?? '';
  const path = named === '' ? 'server.yaml' : named;
  const text = readNamedFile(readFile, path, path);
  if (text === null && named !== '') throw new ConfigurationError([systemMessages.noSuchFile(named)]);
  const { value, faults, source } = readYaml(text ?? '');
  if (faults.length > 0)
    throw new ConfigurationError(faults.map((fault) => placeMessages.inFile(path, fault)));
  const parsed = v.safeParse(fileSchema, value);
  if (!parsed.success) throw new ConfigurationError([valueMessages.noSettings(path)]);
  return { path, isThere: text !== null, settings: parsed.output ?? {}, source };
}
