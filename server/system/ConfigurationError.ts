/** A configuration that can't be used: every fault, one sentence each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(
    readonly faults: readonly string[],
    options?: ErrorOptions,
  ) {
    super(`The configuration has faults:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`, options);
  }
}
