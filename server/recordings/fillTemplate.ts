import { extname } from 'node:path';
import type { Recording } from './Recording';
import type { Message } from '../system/Message';
import { recordingSettingMessages as messages } from './messages';

const PLACEHOLDER = /\{(\w*)\}/g;

/** Fields of a template, written in braces: `{year}/{month}/{name}`. */
export const templateFields = [
  /** File name from the telephone system, with folders if it gives any. */
  'name',
  /** `name` without its ending. */
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

/** Validates a template; null when it is valid. */
export function templateFault(template: string): Message | null {
  if (template === '' || template.startsWith('/')) return messages.notBelow;
  if (template.split('/').includes('..')) return messages.leadsOut;
  const unknown = [...template.matchAll(PLACEHOLDER)].find(([, field]) => !isField(field ?? ''));
  return unknown === undefined ? null : messages.unknownField(unknown[0]);
}

/** Does the template use the file name from the telephone system (`{name}` or `{base}`)? */
export function needsName(template: string): boolean {
  return /\{(?:name|base)\}/.test(template);
}

/**
 * Fills in a template; null when one of its fields is not known.
 * @param file value of `{name}`; null when the telephone system gave none
 * @param timeZone in which the telephone system writes dates, such as `Europe/Moscow`; undefined: this machine's
 * @returns path relative to a folder of recordings; not checked for `..`
 */
export function fillTemplate(
  template: string,
  recording: Recording,
  file: string | null,
  timeZone: string | undefined,
): string | null {
  const values: Record<Field, string | null> = {
    name: file,
    base: file === null ? null : file.slice(0, file.length - extname(file).length),
    id: recording.id,
    number: recording.number,
    extension: recording.extension,
    ...timeParts(recording.namedAt ?? recording.startedAt, timeZone),
  };
  const used = [...template.matchAll(PLACEHOLDER)].map(([, field = '']) =>
    isField(field) ? values[field] : null,
  );
  if (used.includes(null)) return null;
  return template.replace(PLACEHOLDER, (_text, field: string) =>
    isField(field) ? (values[field] ?? '') : '',
  );
}

function isField(name: string): name is Field {
  return templateFields.some((field) => field === name);
}

type TimeField = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** Local date and time as Asterisk writes them: four digits for the year, two for the rest. @param at ms since 1970 */
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
