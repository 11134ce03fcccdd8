import type { Finding } from '../../../system/Check';
import type { Message } from '../../../system/Message';
import type { AmiMessage } from '../ami/AmiMessage';
import { eventMessages as messages } from './rightMessages';

/** What has been heard of the events that the check caused. */
export interface HeardEvents {
  /** Classes of the events, as their header `Privilege` names them. */
  readonly classes: ReadonlySet<string>;
  /** Names of the events that were heard of the channel of the check. */
  readonly names: ReadonlySet<string>;
  /** An event of calls or of the dialplan had no `Timestamp`. */
  readonly isUnstamped: boolean;
  /** The channel of the check has had an answer, and has heard music. */
  readonly isUp: boolean;
  readonly hasMusic: boolean;
  /** The channel of the check is gone. */
  readonly isOver: boolean;
}

/** Before the check has caused anything. */
export const nothingHeard: HeardEvents = {
  classes: new Set(),
  names: new Set(),
  isUnstamped: false,
  isUp: false,
  hasMusic: false,
  isOver: false,
};

/** Why no event of a class could be caused; null: one was. */
export interface Tried {
  readonly call: Message | null;
  readonly dialplan: Message | null;
}

/** Events that the channel of the check causes and that calls are followed by. */
const CAUSED: readonly string[] = ['Newchannel', 'DialBegin', 'Newstate', 'DialEnd', 'Hangup'];

/** Begin of the name of the channel that the check makes. */
const OUR_CHANNEL = 'Local/s@asteriskng-wait-';

/** Adds an event to what has been heard. */
export function addEvent(heard: HeardEvents, event: AmiMessage): HeardEvents {
  const privilege = event['Privilege'];
  if (privilege === undefined) return heard;
  const classes = privilege.split(',');
  // `FullyBooted` of the class system, which a login brings, never has one.
  const isStampable = classes.includes('call') || classes.includes('dialplan');
  return {
    classes: new Set([...heard.classes, ...classes]),
    isUnstamped: heard.isUnstamped || (isStampable && event['Timestamp'] === undefined),
    ...ofOurChannel(heard, event),
  };
}

/** What has become of the channel of the check. */
function ofOurChannel(
  heard: HeardEvents,
  event: AmiMessage,
): Pick<HeardEvents, 'names' | 'isUp' | 'hasMusic' | 'isOver'> {
  const { isUp, hasMusic, isOver } = heard;
  const name = event['Event'] ?? '';
  // Events of dialling have the channel that is called, and no caller where an Originate calls it.
  const isOurs = (event['Channel'] ?? event['DestChannel'] ?? '').startsWith(OUR_CHANNEL);
  return {
    names: isOurs ? new Set([...heard.names, name]) : heard.names,
    isUp: isUp || (isOurs && name === 'Newstate' && event['ChannelState'] === '6'),
    hasMusic: hasMusic || (isOurs && name === 'MusicOnHoldStart'),
    isOver: isOver || (isOurs && name === 'Hangup'),
  };
}

/** Is there something to be heard yet? */
export function isPending({ classes, isOver }: HeardEvents, { call, dialplan }: Tried): boolean {
  return (call === null && !isOver) || (dialplan === null && !classes.has('dialplan'));
}

/**
 * Whether the user hears what the driver lives on.
 * @param shown the console's `manager show user`; null: the user may not ask it
 */
export function judgeEvents(heard: HeardEvents, tried: Tried, shown: string | null): readonly Finding[] {
  const listed = /read perm:\s*(\S+)/.exec(shown ?? '')?.[1]?.split(',');
  const findings = (['call', 'dialplan'] as const).flatMap((name): Finding[] => {
    const why = tried[name];
    if (heard.classes.has(name)) return [];
    if (why !== null) return [{ level: 'unseen', text: messages.notTried(name, why) }];
    return [{ level: 'fault', text: name === 'call' ? messages.callNotHeard : messages.dialplanNotHeard }];
  });
  const held = heard.classes.has('call') ? CAUSED.filter((name) => !heard.names.has(name)) : [];
  if (tried.call === null && held.length > 0)
    findings.push({ level: 'fault', text: messages.heldBack(held.join(', ')) });
  if (listed !== undefined && !listed.includes('agent') && !listed.includes('all'))
    findings.push({ level: 'fault', text: messages.noQueues });
  if (heard.isUp && !heard.hasMusic) findings.push({ level: 'warning', text: messages.noMusic });
  if (heard.isUnstamped) findings.push({ level: 'warning', text: messages.noTimestamp });
  if (findings.length === 0)
    findings.push({ level: 'ok', text: listed === undefined ? messages.heard : messages.heardWithQueues });
  if (listed === undefined) findings.push({ level: 'unseen', text: messages.queuesNotLookedAt });
  return findings;
}
