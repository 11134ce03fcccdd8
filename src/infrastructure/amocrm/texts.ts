import type ru from '../../blank/i18n/ru.json';
import type { AmoWidget } from '../../system/plugin/AmoWidget';

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** Path of a text in `i18n/*.json`, such as `panel.hangup`. */
export type TextKey = Paths<typeof ru>;

/** Gives a text in the user's language; `{name}` in it is replaced by the parameter of that name. */
export type Texts = (key: TextKey, params?: Readonly<Record<string, string>>) => string;

/** Texts of the zip's i18n files as amoCRM hands them over; the key itself where the host has none. */
export function amoTexts(plugin: Pick<AmoWidget, 'i18n'>): Texts {
  const cache = new Map<TextKey, string>();
  return (key, params = {}) => {
    const text = cache.get(key) ?? find(plugin, key);
    cache.set(key, text);
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => params[name] ?? placeholder);
  };
}

/** The host answers a path with its text; some versions only a section, as an object. */
function find(plugin: Pick<AmoWidget, 'i18n'>, key: TextKey): string {
  const direct = plugin.i18n(key);
  if (typeof direct === 'string' && direct !== '') return direct;
  const [section = '', name = ''] = key.split('.');
  const found = plugin.i18n(section);
  if (typeof found !== 'object' || found === null) return key;
  const text = new Map<string, unknown>(Object.entries(found)).get(name);
  return typeof text === 'string' ? text : key;
}
