import type ru from '../../blank/i18n/ru.json';
import type { AmoWidget } from '../../system/plugin/AmoWidget';

/** Paths of all texts in `T`, with dots between the keys. */
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** Path of a text in `i18n/*.json`, such as `panel.hangup`. */
export type TextKey = Paths<typeof ru>;

/** Returns a text in the user's language; each `{name}` in it is replaced by the parameter `name`. */
export type Texts = (key: TextKey, params?: Readonly<Record<string, string>>) => string;

/** Looks up a path: returns its text, a section as an object, or anything else when there is none. */
export type TextSource = AmoWidget['i18n'];

/**
 * The texts of the zip's i18n files as amoCRM hands them over, cached. A text that neither the host nor `lastResort`
 * has is shown as its key.
 * @param lastResort the English texts, for a host that has none of ours in its language; null until they are loaded
 */
export function amoTexts(
  plugin: Pick<AmoWidget, 'i18n'>,
  lastResort: () => TextSource | null = () => null,
): Texts {
  const cache = new Map<TextKey, string>();
  return (key, params = {}) => {
    const text = cache.get(key) ?? findText(hostTexts(plugin), key);
    if (text !== null) cache.set(key, text);
    const english = lastResort();
    return (text ?? (english && findText(english, key)) ?? key).replace(
      /\{(\w+)\}/g,
      (placeholder, name: string) => params[name] ?? placeholder,
    );
  };
}

/** The plugin's `i18n` as a source; null where that throws, as hosts may for a text that they do not have. */
export function hostTexts(plugin: Pick<AmoWidget, 'i18n'>): TextSource {
  return (path) => {
    try {
      return plugin.i18n(path);
    } catch {
      return null;
    }
  };
}

/**
 * A text by its key: looked up by path, then in its section, as some versions of the host know sections only. Null:
 * none.
 */
export function findText(source: TextSource, key: TextKey): string | null {
  const direct = source(key);
  // A host may return the path itself for a text that it does not have.
  if (typeof direct === 'string' && direct !== '' && direct !== key) return direct;
  const [section = '', name = ''] = key.split('.');
  const found = source(section);
  if (typeof found !== 'object' || found === null) return null;
  const text = new Map<string, unknown>(Object.entries(found)).get(name);
  return typeof text === 'string' && text !== '' ? text : null;
}
