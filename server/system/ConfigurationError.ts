import { ExplainedError } from './ExplainedError';
import { joined, type Message } from './Message';
import { systemMessages } from './messages';

/**
 * Thrown when the configuration is not valid. Lists all of its faults, not only the first: `text` has a heading and one
 * line for each.
 */
export class ConfigurationError extends ExplainedError {
  override readonly name = 'ConfigurationError';

  constructor(
    /** One sentence for each fault, without a full stop. */
    readonly faults: readonly Message[],
    options?: ErrorOptions,
  ) {
    super(systemMessages.configurationFaults(joined(faults, '\n  - ')), options);
  }
}
