import { extname } from 'node:path';
import type { Recording } from './Recording';
import type { Message } from '../system/Message';
import { recordingSettingMessages as messages } from './messages';

const PLACE = /\{(\w*)\}/g;

/** What may stand in a template, in braces. */
export const templateFields = [
  /** File as the telephone system names it, with folders if it says any. */
  'name',
  /** The same without its ending. */
  'base',
  'id',
  'number',
  'extension',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
] as const;

type Field = (typeof templateFields)[number];

/** Why this is no template; null: it is one. */
export function templateFault(template: string): Message | null {
  if (template === '' || template.startsWith('/')) return messages.notBelow;
  if (template.split('/').includes('..')) return messages.leadsOut;
  const unknown = [...template.matchAll(PLACE)].find(([, field]) => !isField(field ?? ''));
  return unknown === undefined ? null : messages.unknownField(unknown[0]);
}

/** Does the template need the file's name? One that does not finds a file without knowing its name. */
export function needsName(template: string): boolean {
  return /\{(?:name|base)\}/.test(template);
}

/**
 * The path that a template gives, below a folder; null when it needs what is not known.
 * @param file path or name to put for `{name}`
 * @param timeZone of the telephone system, such as `Europe/Moscow`; undefined: this machine's
 */
export function fillTemplate(
  template: string,
  recording: Recording,
  file: string | null,
  timeZone: string | undefined,
): string | null {
  const known: Record<Field, string | null> = {
    name: file,
    base: file === null ? null : file.slice(0, file.length - extname(file).length),
    id: recording.id,
    number: recording.number,
    extension: recording.extension,
    ...timeParts(recording.startedAt, timeZone),
  };
  const values = [...template.matchAll(PLACE)].map(([, field = '']) =>
    isField(field) ? known[field] : null,
  );
  if (values.includes(null)) return null;
  return template.replace(PLACE, (_place, field: string) => (isField(field) ? (known[field] ?? '') : ''));
}

function isField(name: string): name is Field {
  return templateFields.some((field) => field === name);
}

type TimeField = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** Parts of a moment by the clock on the wall, as Asterisk writes them: two digits, the year four. */
export function timeParts(at: number, timeZone: string | undefined): Record<TimeField, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: TimeField): string => parts.get(type) ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}
