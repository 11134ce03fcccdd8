/** Names of channels that Asterisk makes for a moment, or for machines. */
const MACHINE =
  /^(?:AsyncGoto|Surrogate|Bridge|CBAnn|CBRec|Announcer|Recorder|Snoop|UnicastRTP|MulticastRTP|Message)\/|<(?:MASQ|ZOMBIE)>$/;

/** Is a channel of this name one that Asterisk has made for a moment, or for a machine? */
export const isMachine = (name: string): boolean => MACHINE.test(name);
