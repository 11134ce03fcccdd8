import { sameInAll, type Language, type Message } from '../system/Message';
import { placeMessages } from './messages';

/** A step into a value: the name of a setting, or the place of an entry in a list, from 0. */
export type Step = string | number;

/** How settings stand in the file that they come from. */
export interface SettingsSource {
  /** Line, from 1, of the setting, or of what is nearest above it; null: it comes from no file. */
  line(path: readonly Step[]): number | null;
  /** Numbers that YAML reads as others than they look, such as `0102`: where they are and what stands there. */
  readonly misread: readonly { readonly path: readonly Step[]; readonly source: string }[];
  /** The environment variable that has set this in the file's stead; null: none has. */
  variable(path: readonly Step[]): string | null;
}

/** Of settings that come from no file. */
export const unwritten: SettingsSource = { line: () => null, misread: [], variable: () => null };

/** Where a setting stands, in words: `agents, entry 3, email (line 12)`. Entries are counted from 1. */
export function placeOf(path: readonly Step[], written: SettingsSource): Message {
  const variable = written.variable(path);
  if (variable !== null) return sameInAll(variable);
  const name = path.length === 0 ? placeMessages.file : { en: nameOf(path, 'en'), ru: nameOf(path, 'ru') };
  const line = written.line(path);
  return line === null ? name : placeMessages.atLine(name, line);
}

function nameOf(path: readonly Step[], language: Language): string {
  return path.reduce<string>((name, step, index) => {
    if (typeof step === 'number') return placeMessages.entry(name, step + 1)[language];
    if (index === 0) return step;
    return typeof path[index - 1] === 'number' ? `${name}, ${step}` : `${name}.${step}`;
  }, '');
}
