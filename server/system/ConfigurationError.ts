import { joined, type Message } from './Message';
import { systemMessages } from './messages';

/** A configuration that can't be used: every fault, one sentence each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** All faults, for an operator. */
  readonly text: Message;

  constructor(
    readonly faults: readonly Message[],
    options?: ErrorOptions,
  ) {
    const text = systemMessages.configurationFaults(joined(faults, '\n  - '));
    super(text.en, options);
    this.text = text;
  }
}
