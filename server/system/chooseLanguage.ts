import { DEFAULT_LANGUAGE, languages, type Language } from './Message';

/** Where a language may be named. */
export interface LanguageSources {
  /** Of `--lang`; undefined: not given. */
  readonly flag: Language | undefined;
  /** `language` of the settings, as it was written. */
  readonly setting: unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The operator's language: that of `--lang`, else of the settings, else of the locale. As POSIX has it the first of
 * `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty is the locale. English where none of them names a language that
 * there is: `C`, `POSIX` and other locales get what they have always got, so what searches the log goes on working.
 */
export function chooseLanguage({ flag, setting, env }: LanguageSources): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const fromLocale = languageNamed(/^[a-z]+/i.exec(locale)?.[0].toLowerCase());
  return flag ?? languageNamed(setting) ?? fromLocale ?? DEFAULT_LANGUAGE;
}

/** Undefined: there is no such language. */
export function languageNamed(text: unknown): Language | undefined {
  return languages.find((language) => language === text);
}
