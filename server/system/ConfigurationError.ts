import { joined, type Message } from './Message';
import { systemMessages } from './messages';

/** Thrown when the configuration is not valid. Lists all of its faults, not only the first. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** Heading and one line for each fault; `message` has the English text. */
  readonly text: Message;

  constructor(
    /** One sentence for each fault, without a full stop. */
    readonly faults: readonly Message[],
    options?: ErrorOptions,
  ) {
    const text = systemMessages.configurationFaults(joined(faults, '\n  - '));
    super(text.en, options);
    this.text = text;
  }
}
