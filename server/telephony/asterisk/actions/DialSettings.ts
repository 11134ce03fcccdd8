/** Settings that our dialplan gets as variables. */
export interface DialSettings {
  /** Context in which agents dial. */
  readonly context: string;
  /** How long a phone rings, s. */
  readonly ringSeconds: number;
  /** Keys that the agent has in a call that our dialplan has rung, as options of Dial; absent: those of FreePBX. */
  readonly dialOptions?: string | undefined;
}

/** The variables that our dialplan needs to call for this agent, or to call the agent back. */
export function dialVariables(
  { context, ringSeconds, dialOptions }: DialSettings,
  { extension, devices }: { readonly extension: string; readonly devices: readonly string[] },
): Readonly<Record<string, string>> {
  return {
    ASTERISKNG_CONTEXT: context,
    ASTERISKNG_EXTENSION: extension,
    ASTERISKNG_DEVICES: devices.join('&'),
    ASTERISKNG_RING: String(ringSeconds),
    ...(dialOptions !== undefined && { ASTERISKNG_KEYS: dialOptions }),
  };
}
