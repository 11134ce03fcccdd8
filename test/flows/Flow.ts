import type { Agent } from './expectedRecords';

/** A phone of an office: three agents, Anna's second phone, a colleague who is no agent, and three phones outside. */
export type Actor = 'anna' | 'anna2' | 'boris' | 'vera' | 'gleb' | 'client' | 'client2' | 'mobile';

/** What a client can call: the office's lines, as its dialplan has them (officeDialplan). */
export type Line =
  | 'direct'
  | 'group'
  | 'queue'
  | 'linear'
  | 'rrmemory'
  | 'leaving'
  | 'hunt'
  | 'followMe'
  | 'confirmed'
  | 'voicemail'
  | 'menu'
  | 'devices'
  | 'conference'
  | 'colleague'
  | 'atDesk';

/** What an agent can call outside: by one trunk, by a second one after the first has refused, or by both at once. */
export type Way = 'outside' | 'failover' | 'atOnce';

/** What can be dialled; `absent`: a phone that is not registered. */
export type Dialled = Actor | Line | Way | 'absent';

/** What an agent asks for on the screen. */
export type ScreenCommand =
  'answer' | 'reject' | 'hangup' | 'hold' | 'resume' | 'mute' | 'unmute' | 'complete' | 'cancel';

/** Keys of the telephone system in a consultation: connects the two others, ends it, joins all three, talks with the other one. */
export type ConsultKey = '*1' | '*3' | '*5' | '*6';

/**
 * What happens next. Nothing sleeps: a step waits until it is possible (a phone has to ring before it can be answered),
 * and `talk` until two have heard each other for a second.
 */
export type Step =
  | { readonly do: 'call'; readonly by: Actor; readonly to: Dialled }
  /** The caller in the menu or queue presses a key; a mobile confirms that it takes the call. */
  | { readonly do: 'press'; readonly by: Actor; readonly digits: string }
  | { readonly do: 'rings'; readonly by: Actor }
  /** The phone is no longer called, and nobody has answered there. */
  | { readonly do: 'ringsOut'; readonly by: Actor }
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
      readonly to: Dialled;
      readonly how: 'refer' | 'keys' | 'screen';
    }
  /** The client is put on hold, and a colleague or line called: by the phone, by the keys `*2`, or by our command. */
  | {
      readonly do: 'consult';
      readonly by: Actor;
      readonly to: Dialled;
      readonly how: 'phone' | 'keys' | 'screen';
    }
  /** Hangs up while the phone that it consults by keys still rings. */
  | { readonly do: 'leave'; readonly by: Actor }
  /** Rings the agent again, who has transferred, consulted or parked and was through with the call. */
  | { readonly do: 'returns'; readonly by: Actor }
  /** In a consultation by keys. */
  | { readonly do: 'key'; readonly by: Actor; readonly key: ConsultKey }
  /** Joins both calls of the phone. */
  | { readonly do: 'join'; readonly by: Actor }
  /** Takes the call that rings at another phone. */
  | { readonly do: 'pickup'; readonly by: Actor; readonly from: Actor; readonly how: Pickup }
  /** The other end is parked, by keys or by a transfer to where calls are parked. */
  | { readonly do: 'park'; readonly by: Actor; readonly how: 'keys' | 'refer' }
  /** Calls the place of the parked call. */
  | { readonly do: 'retrieve'; readonly by: Actor }
  /** Calls the room in which the client is, or will be. */
  | { readonly do: 'enter'; readonly by: Actor }
  /** The caller is through to the voicemail. */
  | { readonly do: 'reachesVoicemail'; readonly by: Actor }
  /** Another program has the agent or the client called first, and then the other one. */
  | {
      readonly do: 'originate';
      readonly agent: Agent;
      readonly first: 'agent' | 'client';
      readonly how: 'ami' | 'file';
    }
  /** A command from the agent's screen, for the call that it is for by what the screen shows. */
  | { readonly do: 'screen'; readonly by: Agent; readonly ask: ScreenCommand }
  /** The same, but it comes before an answer, and is refused. */
  | { readonly do: 'tooEarly'; readonly by: Agent; readonly ask: 'complete' }
  | { readonly do: 'tooEarly'; readonly by: Agent; readonly ask: 'redirect'; readonly to: Dialled }
  /** The agent has a number called from the screen: the own phone rings first. */
  | { readonly do: 'click'; readonly by: Agent; readonly to: Dialled }
  /** Its call is ended by the other side. */
  | { readonly do: 'ends'; readonly by: Actor }
  /** The phone holds the call in which it talks, and talks in its other one. */
  | { readonly do: 'swap'; readonly by: Actor }
  /** Only this is heard there. */
  | { readonly do: 'hears'; readonly by: Actor; readonly what: 'music' | 'nothing' | 'no music' }
  /** Our backend: ended, killed, or without its connection to Asterisk (`lose`), until it is back (`start`); `cut`: it connects again at once. */
  | { readonly do: 'backend'; readonly what: 'stop' | 'kill' | 'lose' | 'start' | 'cut' };

/** One random course of calls. */
export interface Flow {
  readonly seed: number;
  readonly kind: Kind;
  readonly steps: readonly Step[];
}

/** How a flow with a call of a client begins: the line. */
export const inboundKinds = [
  'direct',
  'group',
  'queue',
  'linear',
  'rrmemory',
  'hunt',
  'followMe',
  'menu',
] as const;
export type InboundKind = (typeof inboundKinds)[number];
/** An agent's call to a client: the way out. */
export const outboundKinds = ['outside', 'failover', 'atOnce'] as const;
export type OutboundKind = (typeof outboundKinds)[number];

/** How a flow begins. */
export const kinds = [
  ...inboundKinds,
  'devices',
  'leaving',
  'confirmed',
  'forward',
  'voicemail',
  'conference',
  'colleague',
  ...outboundKinds,
  'internal',
  'originate',
] as const;
export type Kind = (typeof kinds)[number];

/** Of this phone, of any of the office by the dialplan, or likewise by the key of features.conf (`pickupexten`). */
export type Pickup = 'directed' | 'group' | 'key';

/** What may happen in a flow beside its course, mostly by our own commands. */
export const extras = [
  'answer',
  'reject',
  'click',
  'toLine',
  'toNobody',
  'toOutside',
  'secondCall',
  'tooEarly',
  'screenConsult',
  'keysConsult',
  'queueConsult',
  'pickupKey',
] as const;
export type Extra = (typeof extras)[number];
