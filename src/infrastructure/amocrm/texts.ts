import type ru from '../../blank/i18n/ru.json';
import type { AmoWidget } from '../../system/plugin/AmoWidget';

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** Path of a text in `i18n/*.json`, such as `panel.hangup`. */
export type TextKey = Paths<typeof ru>;

/** Gives a text in the user's language; `{name}` in it is replaced by the parameter of that name. */
export type Texts = (key: TextKey, params?: Readonly<Record<string, string>>) => string;

/** Where texts are looked up: a path gives its text, or a section as an object. */
export type TextSource = AmoWidget['i18n'];

/**
 * Texts of the zip's i18n files as amoCRM hands them over.
 * @param lastResort English, for a host that has no texts of ours in its language; null until it is loaded
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

/** The texts of the host; it may throw where it has none. */
export function hostTexts(plugin: Pick<AmoWidget, 'i18n'>): TextSource {
  return (path) => {
    try {
      return plugin.i18n(path);
    } catch {
      return null;
    }
  };
}

/** The host answers a path with its text; some versions only a section, as an object. Null: it has none. */
export function findText(source: TextSource, key: TextKey): string | null {
  const direct = source(key);
  // A host may answer with the path itself where it has nothing.
  if (typeof direct === 'string' && direct !== '' && direct !== key) return direct;
  const [section = '', name = ''] = key.split('.');
  const found = source(section);
  if (typeof found !== 'object' || found === null) return null;
  const text = new Map<string, unknown>(Object.entries(found)).get(name);
  return typeof text === 'string' && text !== '' ? text : null;
}
