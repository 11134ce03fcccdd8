import type { Finding } from '../../../system/Check';
import type { Message } from '../../../system/Message';
import type { AmiMessage } from '../ami/AmiMessage';
import { eventMessages as messages } from './rightMessages';

/** Events received since the check caused some. */
export interface ReceivedEvents {
  /** Classes of the events, as their header `Privilege` names them. */
  readonly classes: ReadonlySet<string>;
  /** Names of the events received about the check's channel. */
  readonly names: ReadonlySet<string>;
  /** An event of calls or of the dialplan had no `Timestamp`. */
  readonly isUnstamped: boolean;
  /** The check's channel was answered, and music was played. */
  readonly isUp: boolean;
  readonly hasMusic: boolean;
  /** The check's channel has ended. */
  readonly isOver: boolean;
}

/** Before the check has caused anything. */
export const noEvents: ReceivedEvents = {
  classes: new Set(),
  names: new Set(),
  isUnstamped: false,
  isUp: false,
  hasMusic: false,
  isOver: false,
};

/** Why no event of a class could be caused; null: one was caused. */
export interface Tried {
  readonly call: Message | null;
  readonly dialplan: Message | null;
}

/** Events of the check's channel that the tracker needs. */
const CAUSED: readonly string[] = ['Newchannel', 'DialBegin', 'Newstate', 'DialEnd', 'Hangup'];

/** Prefix of the name of the check's channel. */
const OUR_CHANNEL = 'Local/s@asteriskng-wait-';

/** Adds a received event. */
export function addEvent(received: ReceivedEvents, event: AmiMessage): ReceivedEvents {
  const privilege = event['Privilege'];
  if (privilege === undefined) return received;
  const classes = privilege.split(',');
  // `FullyBooted` of the class `system`, sent at login, never has a timestamp.
  const isStampable = classes.includes('call') || classes.includes('dialplan');
  return {
    classes: new Set([...received.classes, ...classes]),
    isUnstamped: received.isUnstamped || (isStampable && event['Timestamp'] === undefined),
    ...ofOurChannel(received, event),
  };
}

/** Updates what is known of the check's channel. */
function ofOurChannel(
  received: ReceivedEvents,
  event: AmiMessage,
): Pick<ReceivedEvents, 'names' | 'isUp' | 'hasMusic' | 'isOver'> {
  const { isUp, hasMusic, isOver } = received;
  const name = event['Event'] ?? '';
  // Dial events have `DestChannel`, and no `Channel` when an Originate dials.
  const isOurs = (event['Channel'] ?? event['DestChannel'] ?? '').startsWith(OUR_CHANNEL);
  return {
    names: isOurs ? new Set([...received.names, name]) : received.names,
    isUp: isUp || (isOurs && name === 'Newstate' && event['ChannelState'] === '6'),
    hasMusic: hasMusic || (isOurs && name === 'MusicOnHoldStart'),
    isOver: isOver || (isOurs && name === 'Hangup'),
  };
}

/** Are events still expected? */
export function isPending({ classes, isOver }: ReceivedEvents, { call, dialplan }: Tried): boolean {
  return (call === null && !isOver) || (dialplan === null && !classes.has('dialplan'));
}

/**
 * Findings about the events that the driver needs.
 * @param shown the console's `manager show user`; null: the user may not run it
 */
export function judgeEvents(
  received: ReceivedEvents,
  tried: Tried,
  shown: string | null,
): readonly Finding[] {
  const listed = /read perm:\s*(\S+)/.exec(shown ?? '')?.[1]?.split(',');
  const findings = (['call', 'dialplan'] as const).flatMap((name): Finding[] => {
    const why = tried[name];
    if (received.classes.has(name)) return [];
    if (why !== null) return [{ level: 'unseen', text: messages.notTried(name, why) }];
    return [{ level: 'fault', text: name === 'call' ? messages.callMissing : messages.dialplanMissing }];
  });
  const held = received.classes.has('call') ? CAUSED.filter((name) => !received.names.has(name)) : [];
  if (tried.call === null && held.length > 0)
    findings.push({ level: 'fault', text: messages.heldBack(held.join(', ')) });
  if (listed !== undefined && !listed.includes('agent') && !listed.includes('all'))
    findings.push({ level: 'fault', text: messages.noQueues });
  if (received.isUp && !received.hasMusic) findings.push({ level: 'warning', text: messages.noMusic });
  if (received.isUnstamped) findings.push({ level: 'warning', text: messages.noTimestamp });
  if (findings.length === 0)
    findings.push({ level: 'ok', text: listed === undefined ? messages.arrive : messages.arriveWithQueues });
  if (listed === undefined) findings.push({ level: 'unseen', text: messages.queuesNotLookedAt });
  return findings;
}
