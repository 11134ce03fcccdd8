/** A phone of an office: three agents, a colleague who is no agent, and three phones outside. */
export type Actor = 'anna' | 'boris' | 'vera' | 'gleb' | 'client' | 'client2' | 'mobile';

/** What a client can call: the office's lines, as its dialplan has them (officeDialplan). */
export type Line = 'direct' | 'group' | 'queue' | 'linear' | 'hunt' | 'followMe' | 'menu' | 'atDesk';

/** What an agent can call outside: by one trunk, by a second one after the first has refused, or by both at once. */
export type Way = 'outside' | 'failover' | 'atOnce';

/**
 * What happens next. Nothing sleeps: a step waits until it is possible (a phone has to ring before it can be answered),
 * and `talk` until two have heard each other for a second.
 */
export type Step =
  | { readonly do: 'call'; readonly by: Actor; readonly to: Actor | Line | Way }
  /** The caller in the menu presses a key. */
  | { readonly do: 'press'; readonly by: Actor; readonly digits: string }
  | { readonly do: 'rings'; readonly by: Actor }
  | { readonly do: 'answer'; readonly by: Actor }
  | { readonly do: 'refuse'; readonly by: Actor; readonly code: 486 | 603 }
  /** The phone sends the call on: 302. */
  | { readonly do: 'forward'; readonly by: Actor; readonly to: Actor }
  /** Who calls gives up before an answer; in a queue, hangs up. */
  | { readonly do: 'giveUp'; readonly by: Actor }
  | { readonly do: 'talk'; readonly one: Actor; readonly other: Actor }
  | { readonly do: 'hangup'; readonly by: Actor }
  | { readonly do: 'hold'; readonly by: Actor; readonly isHeld: boolean }
  /** Blind: by the phone's REFER, by the key `#1`, or by our command. */
  | {
      readonly do: 'transfer';
      readonly by: Actor;
      readonly to: Actor;
      readonly how: 'refer' | 'keys' | 'screen';
    }
  /** The client is put on hold, and a colleague called, by the phone. */
  | { readonly do: 'consult'; readonly by: Actor; readonly to: Actor }
  /** Joins both calls of the phone. */
  | { readonly do: 'join'; readonly by: Actor }
  /** Takes the call that rings at another phone. */
  | { readonly do: 'pickup'; readonly by: Actor; readonly from: Actor }
  /** Our backend: ended, killed, started again, or its connection to Asterisk is cut. */
  | { readonly do: 'backend'; readonly what: 'stop' | 'kill' | 'start' | 'cut' };

/** One random course of calls. */
export interface Flow {
  readonly seed: number;
  readonly kind: Kind;
  readonly steps: readonly Step[];
}

/** How a flow begins. */
export const kinds = [
  'direct',
  'group',
  'queue',
  'linear',
  'hunt',
  'followMe',
  'menu',
  'outside',
  'failover',
  'atOnce',
  'internal',
] as const;
export type Kind = (typeof kinds)[number];

/** What occurs in a flow, for the counts. */
export function featuresOf({ kind, steps }: Flow): readonly string[] {
  return [...new Set([kind, ...steps.flatMap(featureOf)])];
}

function featureOf(step: Step): readonly string[] {
  switch (step.do) {
    case 'refuse':
      return [step.code === 486 ? 'busy' : 'refused'];
    case 'transfer':
      return [`transfer by ${step.how}`];
    case 'backend':
      return step.what === 'start' ? [] : [`backend ${step.what}`];
    case 'forward':
    case 'giveUp':
    case 'hold':
    case 'consult':
    case 'join':
    case 'pickup':
      return [step.do];
    case 'call':
    case 'press':
    case 'rings':
    case 'answer':
    case 'talk':
    case 'hangup':
      return [];
  }
}

/** In one line, such as `client calls direct, anna answers`. */
export function describeFlow({ steps }: Pick<Flow, 'steps'>): string {
  return steps.map(describeStep).join(', ');
}

export function describeStep(step: Step): string {
  switch (step.do) {
    case 'call':
      return `${step.by} calls ${step.to}`;
    case 'press':
      return `${step.by} presses ${step.digits}`;
    case 'refuse':
      return `${step.by} refuses ${step.code}`;
    case 'forward':
      return `${step.by} forwards to ${step.to}`;
    case 'talk':
      return `${step.one} and ${step.other} talk`;
    case 'hold':
      return `${step.by} ${step.isHeld ? 'holds' : 'resumes'}`;
    case 'transfer':
      return `${step.by} transfers to ${step.to} by ${step.how}`;
    case 'consult':
      return `${step.by} consults ${step.to}`;
    case 'pickup':
      return `${step.by} picks up from ${step.from}`;
    case 'backend':
      return `backend: ${step.what}`;
    case 'rings':
    case 'answer':
    case 'giveUp':
    case 'hangup':
    case 'join':
      return `${step.by}: ${step.do}`;
  }
}
