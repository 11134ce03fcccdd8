import * as v from 'valibot';
import { ConfigurationError } from '../system/ConfigurationError';
import { systemMessages } from '../system/messages';
import { readNamedFile, type ReadFile } from '../system/ReadFile';
import { placeMessages, valueMessages } from './messages';
import { readYaml } from './readYaml';
import type { SettingsSource } from './SettingsSource';

/** The YAML file of settings, read. */
export interface SettingsFile {
  readonly path: string;
  /** Is it there? One that is not has no settings. */
  readonly isThere: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly written: SettingsSource;
}

const fileSchema = v.nullish(
  v.pipe(
    v.unknown(),
    v.check((raw) => !Array.isArray(raw)),
    v.record(v.string(), v.unknown()),
  ),
);

/**
 * Reads the file that `ASTERISKNG_CONFIG` names, else `server.yaml` in the current folder, if it is there. Fails with a
 * `ConfigurationError`.
 */
export function readSettingsFile(
  env: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
): SettingsFile {
  const named = env['ASTERISKNG_CONFIG'] ?? '';
  const path = named === '' ? 'server.yaml' : named;
  const text = readNamedFile(readFile, path, path);
  if (text === null && named !== '') throw new ConfigurationError([systemMessages.noSuchFile(named)]);
  const { value, faults, written } = readYaml(text ?? '');
  if (faults.length > 0)
    throw new ConfigurationError(faults.map((fault) => placeMessages.inFile(path, fault)));
  const parsed = v.safeParse(fileSchema, value);
  if (!parsed.success) throw new ConfigurationError([valueMessages.noSettings(path)]);
  return { path, isThere: text !== null, settings: parsed.output ?? {}, written };
}
