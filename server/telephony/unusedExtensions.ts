import type { Finding } from '../system/Check';
import { telephonyMessages } from './messages';

/** Settings by extension that can have no effect, since no agent has the extension. @param setting their dotted path */
export function unusedExtensions(
  setting: string,
  keys: readonly string[],
  extensions: ReadonlySet<string>,
): readonly Finding[] {
  return keys
    .filter((key) => !extensions.has(key))
    .map((key) => ({
      level: 'warning',
      text: telephonyMessages.unusedExtension(setting, key),
    }));
}
