import type { Finding } from '../../../commands/Check';
import type { AmiMessage } from '../ami/AmiMessage';

/** What has been heard of the events that the check caused. */
export interface Heard {
  /** Classes of the events, as their header `Privilege` names them. */
  readonly classes: ReadonlySet<string>;
  /** An event of calls or of the dialplan had no `Timestamp`. */
  readonly isUnstamped: boolean;
  /** The channel of the check has had an answer, and has heard music. */
  readonly isUp: boolean;
  readonly hasMusic: boolean;
  /** The channel of the check is gone. */
  readonly isOver: boolean;
}

/** Before the check has caused anything. */
export const nothingHeard: Heard = {
  classes: new Set(),
  isUnstamped: false,
  isUp: false,
  hasMusic: false,
  isOver: false,
};

/** Why no event of a class could be caused; null: one was. */
export interface Tried {
  readonly call: string | null;
  readonly dialplan: string | null;
}

/** Begin of the name of the channel that the check makes. */
const OUR_CHANNEL = 'Local/s@asteriskng-wait-';

const WITHOUT: Readonly<Record<keyof Tried, string>> = {
  call: 'no call is seen',
  dialplan: 'holds, mutes and transfers are not seen',
};

/** Adds an event to what has been heard. */
export function hear(heard: Heard, event: AmiMessage): Heard {
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
function ofOurChannel(heard: Heard, event: AmiMessage): Pick<Heard, 'isUp' | 'hasMusic' | 'isOver'> {
  const { isUp, hasMusic, isOver } = heard;
  const name = event['Event'];
  const isOurs = (event['Channel'] ?? '').startsWith(OUR_CHANNEL);
  return {
    isUp: isUp || (isOurs && name === 'Newstate' && event['ChannelState'] === '6'),
    hasMusic: hasMusic || (isOurs && name === 'MusicOnHoldStart'),
    isOver: isOver || (isOurs && name === 'Hangup'),
  };
}

/** Is there something to be heard yet? */
export function isAwaited({ classes, hasMusic, isOver }: Heard, { call, dialplan }: Tried): boolean {
  return (call === null && !(hasMusic || isOver)) || (dialplan === null && !classes.has('dialplan'));
}

/**
 * Whether the user hears what the driver lives on.
 * @param shown the console's `manager show user`; null: the user may not ask it
 */
export function judgeEvents(heard: Heard, tried: Tried, shown: string | null): readonly Finding[] {
  const listed = /read perm:\s*(\S+)/.exec(shown ?? '')?.[1]?.split(',');
  const findings = (['call', 'dialplan'] as const).flatMap((name): Finding[] => {
    const why = tried[name];
    if (heard.classes.has(name)) return [];
    if (why !== null)
      return [{ level: 'unseen', text: `Events of the class "${name}" were not tried: ${why}.` }];
    return [
      {
        level: 'fault',
        text:
          `An event of the class "${name}" was caused and not heard, so ${WITHOUT[name]}: "read" of the user in ` +
          `manager.conf lacks "${name}", or an "eventfilter" holds it back.`,
      },
    ];
  });
  if (listed !== undefined && !listed.includes('agent') && !listed.includes('all'))
    findings.push({
      level: 'fault',
      text: '"read" of the user in manager.conf lacks "agent": queues are not seen.',
    });
  if (heard.isUp && !heard.hasMusic)
    findings.push({
      level: 'warning',
      text: 'There is no music on hold: who is on hold hears nothing. Look at musiconhold.conf.',
    });
  if (heard.isUnstamped)
    findings.push({
      level: 'warning',
      text:
        'Events have no time stamp, so times of calls and delays are those of their arrival: set timestampevents = yes ' +
        'in [general] of manager.conf and run manager reload.',
    });
  if (findings.length === 0)
    findings.push({
      level: 'ok',
      text:
        'Events of calls and of the dialplan are heard' +
        (listed === undefined
          ? '. Those of queues can not be caused from here: "read" is to have "agent".'
          : ', as are queues.'),
    });
  return findings;
}
