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
    const first = new Map<string, number>();
    return raw.flatMap((agent: unknown, index): Message[] => {
      const value = textOf(agent, key);
      const isMisread = source.misread.some(({ path }) => path.join() === `agents,${index},${key}`);
      if (value === null || isMisread) return [];
      const before = first.get(value);
      if (before === undefined) {
        first.set(value, index);
        return [];
      }
      const [here, there] = [index, before].map((at): Step[] => ['agents', at, key]);
      const line = source.line(there ?? []);
      const entry = placeMessages.entryAlone(before + 1);
      const other = line === null ? entry : placeMessages.atLine(entry, line);
      return [placeMessages.fault(placeOf(here ?? [], source), settingMessages.double(value, other))];
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
