/** Languages in which an operator can read the backend. A further one is added here; the compiler then finds every text without it. */
export const languages = ['en', 'ru'] as const;

/** One of `languages`. */
export type Language = (typeof languages)[number];

/** What is used where neither the command line, the configuration nor the locale names a language. */
export const DEFAULT_LANGUAGE: Language = 'en';

/**
 * A text for an operator in every language. Texts stand in the `messages.ts` of each folder, a function where they have
 * parameters; code passes the whole `Message` on, and the edge (command line, log) picks the language.
 */
export type Message = Readonly<Record<Language, string>>;

/** A message of the log: `event` names it in every language, for those who search logs or raise alarms. */
export type LogMessage = Message & { readonly event: string };

/** Messages of a folder. */
export type Messages = Readonly<Record<string, Message | ((...parameters: never[]) => Message)>>;

/** Messages of a folder's log. */
export type LogMessages = Readonly<Record<string, LogMessage | ((...parameters: never[]) => LogMessage)>>;

/** A text that needs no translation, such as a far end's own words. */
export function sameInAll(text: string): Message {
  return { en: text, ru: text };
}

/** Messages one behind another. @param between what stands between two, such as `; ` */
export function joined(messages: readonly Message[], between: string): Message {
  const inOne = (language: Language): string => messages.map((message) => message[language]).join(between);
  return { en: inOne('en'), ru: inOne('ru') };
}

/** Is it a text in every language? */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  return languages.every((language) => typeof Reflect.get(value, language) === 'string');
}
