import { DEFAULT_LANGUAGE, languages, type Language } from './Message';

/** Places that may name the language, the strongest first. */
export interface LanguageSources {
  /** Value of `--lang`; undefined when it was not given. */
  readonly flag: Language | undefined;
  /** Raw value of `language` in the settings file; may be anything. */
  readonly setting: unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The language of log and command line: that of `--lang`, else of the settings, else of the locale. The locale is the
 * first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty (POSIX). English where none of them names one of
 * `languages`: with `C`, `POSIX` and other locales logs stay English as in 1.0.0, so that searches in them go on working.
 */
export function chooseLanguage({ flag, setting, env }: LanguageSources): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const fromLocale = languageNamed(/^[a-z]+/i.exec(locale)?.[0].toLowerCase());
  return flag ?? languageNamed(setting) ?? fromLocale ?? DEFAULT_LANGUAGE;
}

/** The text as a `Language`; undefined when it is none of `languages`. */
export function languageNamed(text: unknown): Language | undefined {
  return languages.find((language) => language === text);
}
