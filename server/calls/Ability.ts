/** What a telephone system may be able to do for an agent. */
export const abilities = [
  'originate',
  'answer',
  'reject',
  'hangup',
  'hold',
  'mute',
  'redirect',
  'consult',
  'dtmf',
] as const;

/** One of `abilities`. `consult` is the whole attended transfer, its holding of the call too. */
export type Ability = (typeof abilities)[number];
