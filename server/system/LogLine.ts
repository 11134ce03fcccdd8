import { isMessage, type Language, type LogMessage } from './Message';

/**
 * A line of the log with a level of `warn` or above. The logger writes its text, and messages among its fields, in its
 * language; `event` and all other fields are the same in every language.
 */
export class LogLine {
  constructor(
    private readonly message: LogMessage,
    private readonly fields: object = {},
  ) {}

  /** The line's text. */
  text(language: Language): string {
    return this.message[language];
  }

  /** Fields as they are written. */
  fieldsIn(language: Language): Record<string, unknown> {
    const fields: Record<string, unknown> = { ...this.fields };
    for (const [name, value] of Object.entries(fields)) if (isMessage(value)) fields[name] = value[language];
    return { ...fields, event: this.message.event };
  }
}
