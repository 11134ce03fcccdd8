import { FileFault } from './FileFault';
import { ConfigurationError } from './ConfigurationError';
import { systemMessages } from './messages';

/** Reads a file's text; null when there is none. Fails with a `FileFault` when it can't be read. */
export type ReadFile = (path: string) => string | null;

/**
 * Text of a file that a setting names; null when there is none. Fails with a `ConfigurationError`.
 * @param setting what the fault names: a path may be a secret that was put into the wrong variable
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
