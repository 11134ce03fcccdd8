import { isMessage, type Language, type LogMessage } from './Message';

/**
 * A log entry of level `warn` or above. The logger writes the text, and each field that is a `Message`, in its own
 * language; `event` and all other fields do not depend on the language.
 */
export class LogLine {
  constructor(
    private readonly message: LogMessage,
    private readonly fields: object = {},
  ) {}

  /** The text of the entry. */
  text(language: Language): string {
    return this.message[language];
  }

  /** The fields with `event`; each `Message` among them replaced by its text in this language. */
  fieldsIn(language: Language): Record<string, unknown> {
    const fields: Record<string, unknown> = { ...this.fields };
    for (const [name, value] of Object.entries(fields)) if (isMessage(value)) fields[name] = value[language];
    return { ...fields, event: this.message.event };
  }
}
