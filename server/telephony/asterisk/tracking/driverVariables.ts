/**
 * Channel variables in which the driver notes what it does. Asterisk keeps them and returns them as `VarSet` events and,
 * after a reconnect or a restart of the backend, in the answer to `Status`.
 */
export const driverVariables = [
  /** On the agent's channel made by Originate: the number that the agent calls, as the PBX has it. */
  'ASTERISKNG_NUMBER',
  /**
   * On the agent's channel: `<number as the PBX has it>|<number as it was dialled>` where the number rules would show
   * another number for the one that the agent calls or consults.
   */
  'ASTERISKNG_FOREIGN',
  /** On the agent's channel: Uniqueid of the channel that is on hold for it; empty: none. */
  'ASTERISKNG_HOLD',
  /** On the agent's channel: `1`, or empty. */
  'ASTERISKNG_MUTE',
  /** On the agent's channel: `<id of the consulting call>|<number>` while it is away consulting, or empty. */
  'ASTERISKNG_CONSULT',
  /** On the agent's channel: `1` when the backend transfers the party that is on hold for it, or empty. */
  'ASTERISKNG_DONE',
  /** On the agent's channel: `1` when the dialplan does not have the number that was dialled last, or empty. */
  'ASTERISKNG_UNKNOWN',
  /** On the agent's channel, a login to queues that hold has ended: `<context>,<extension>,1`, where it logs in again. */
  'ASTERISKNG_LOGIN',
  /** On the client's channel: `<id of a ringing call>|<extension>`; the extension's next channel takes it over. */
  'ASTERISKNG_ANSWER',
  /** On any channel: path of the call's recording. */
  'ASTERISKNG_RECORDING',
  /** On the client's channel: queue or line to show. */
  'ASTERISKNG_VIA',
  /** Set by Asterisk's own MixMonitor: path of a recording. */
  'MIXMONITOR_FILENAME',
] as const;

/** One of `driverVariables`. */
export type DriverVariable = (typeof driverVariables)[number];
/** The variables of one channel; empty ones are left out. */
export type Variables = Readonly<Partial<Record<DriverVariable, string>>>;

const NAMES: ReadonlySet<string> = new Set(driverVariables);

export function isDriverVariable(name: string): name is DriverVariable {
  return NAMES.has(name);
}

/** The two parts of such a variable; null: it is not set, or is no pair. */
export function pairIn(
  variables: Variables,
  name: 'ASTERISKNG_CONSULT' | 'ASTERISKNG_ANSWER' | 'ASTERISKNG_FOREIGN',
): readonly [string, string] | null {
  const value = variables[name];
  if (value === undefined) return null;
  const [first = '', second = ''] = value.split('|');
  return first === '' || second === '' ? null : [first, second];
}
