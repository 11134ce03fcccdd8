/** Languages of logs, checks and command line. To add one, add it here; the compiler then reports each text that lacks it. */
export const languages = ['en', 'ru'] as const;

/** One of `languages`. */
export type Language = (typeof languages)[number];

/** Used when neither the command line, the configuration nor the locale names a language of this list. */
export const DEFAULT_LANGUAGE: Language = 'en';

/**
 * A text for an administrator in every language. Texts are kept in the `messages.ts` of each folder; those with parameters
 * are functions. Code passes the whole `Message` on; the command line and the logger choose the language.
 */
export type Message = Readonly<Record<Language, string>>;

/** Text of a log entry. `event` identifies the entry in every language, for searches and alerts. */
export type LogMessage = Message & { readonly event: string };

/** Type of a catalogue in `messages.ts`. */
export type Messages = Readonly<Record<string, Message | ((...parameters: never[]) => Message)>>;

/** Type of a catalogue of log entries in `messages.ts`. */
export type LogMessages = Readonly<Record<string, LogMessage | ((...parameters: never[]) => LogMessage)>>;

/** A message with the same text in every language, such as an answer of amoCRM. */
export function sameInAll(text: string): Message {
  return { en: text, ru: text };
}

/** Joins messages into one, like `Array.join`. @param between separator, such as `; ` */
export function joined(messages: readonly Message[], between: string): Message {
  const inOne = (language: Language): string => messages.map((message) => message[language]).join(between);
  return { en: inOne('en'), ru: inOne('ru') };
}

/** Is the value an object with a text in every language? */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  return languages.every((language) => typeof Reflect.get(value, language) === 'string');
}
