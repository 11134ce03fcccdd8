import { FileFault } from './FileFault';
import { ConfigurationError } from './ConfigurationError';
import { systemMessages } from './messages';

/** Reads a text file (UTF-8); null when it does not exist. Throws a `FileFault` when it can't be read. */
export type ReadFile = (path: string) => string | null;

/**
 * Reads a file whose path comes from a setting; null when it does not exist. Throws a `ConfigurationError` when it can't
 * be read.
 * @param setting named in the error instead of the path, since the path may be a secret entered into the wrong variable
 */
export function readNamedFile(readFile: ReadFile, path: string, setting: string): string | null {
  try {
    return readFile(path);
  } catch (cause) {
    if (cause instanceof FileFault)
      throw new ConfigurationError([systemMessages.settingFault(setting, cause.text)], { cause });
    throw cause;
  }
}
