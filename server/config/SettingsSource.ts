import { sameInAll, type Language, type Message } from '../system/Message';
import { placeMessages } from './messages';

/** A step of a path to a setting: a key of a mapping, or an index of a list, from 0. */
export type Step = string | number;

/** Where settings come from and how they are written there, for error messages. */
export interface SettingsSource {
  /** Line, from 1, of the setting, or of its nearest parent in the file; null when it does not come from a file. */
  line(path: readonly Step[]): number | null;
  /** Numbers that YAML reads differently from how they are written, such as `0102` or `1e3`: path and written text. */
  readonly misread: readonly { readonly path: readonly Step[]; readonly text: string }[];
  /** The environment variable that overrides this setting; null when none does. */
  variable(path: readonly Step[]): string | null;
}

/** For settings that do not come from a file. */
export const noSource: SettingsSource = { line: () => null, misread: [], variable: () => null };

/** Describes the place of a setting: `agents, entry 3, email (line 12)`, or its environment variable. Entries count from 1. */
export function placeOf(path: readonly Step[], source: SettingsSource): Message {
  const variable = source.variable(path);
  if (variable !== null) return sameInAll(variable);
  const name = path.length === 0 ? placeMessages.file : { en: nameOf(path, 'en'), ru: nameOf(path, 'ru') };
  const line = source.line(path);
  return line === null ? name : placeMessages.atLine(name, line);
}

/** `['agents', 2, 'email']` as `agents, entry 3, email`; `['http', 'limits']` as `http.limits`. */
function nameOf(path: readonly Step[], language: Language): string {
  return path.reduce<string>((name, step, index) => {
    if (typeof step === 'number') return placeMessages.entry(name, step + 1)[language];
    if (index === 0) return step;
    return typeof path[index - 1] === 'number' ? `${name}, ${step}` : `${name}.${step}`;
  }, '');
}
