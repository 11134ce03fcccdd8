import type { Message } from '../system/Message';
import { placeMessages, settingMessages } from './messages';
import { placeOf, type Step, type SettingsSource } from './SettingsSource';

/**
 * Faults of agents that have the same e-mail address or extension as an agent before them.
 * @param raw `agents` as parsed from YAML, not validated
 */
export function duplicateAgents(raw: unknown, source: SettingsSource): readonly Message[] {
  if (!Array.isArray(raw)) return [];
  return (['email', 'extension'] as const).flatMap((key) => {
    const firstIndex = new Map<string, number>();
    return raw.flatMap((agent: unknown, index): Message[] => {
      const value = textOf(agent, key);
      const isMisread = source.misread.some(({ path }) => path.join() === `agents,${index},${key}`);
      if (value === null || isMisread) return [];
      const earlier = firstIndex.get(value);
      if (earlier === undefined) {
        firstIndex.set(value, index);
        return [];
      }
      const pathOf = (entry: number): Step[] => ['agents', entry, key];
      const line = source.line(pathOf(earlier));
      const entry = placeMessages.entryAlone(earlier + 1);
      const other = line === null ? entry : placeMessages.atLine(entry, line);
      return [placeMessages.fault(placeOf(pathOf(index), source), settingMessages.double(value, other))];
    });
  });
}

/** The value in lower case, trimmed, up to 60 characters; null when it is neither text nor a number. */
function textOf(agent: unknown, key: 'email' | 'extension'): string | null {
  const value: unknown = typeof agent === 'object' && agent !== null ? Reflect.get(agent, key) : null;
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).trim().toLowerCase().slice(0, 60)
    : null;
}
