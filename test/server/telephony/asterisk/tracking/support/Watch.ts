import type { CallEvent } from '../../../../../../server/calls/CallEvent';
import type { CallRecord } from '../../../../../../server/calls/CallRecord';
import type { TelephonyListener } from '../../../../../../server/calls/Telephony';
import type { Clock } from '../../../../../../server/system/Clock';
import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import type { Journal } from '../../../../../../server/calls/journal/Journal';
import type { AsteriskNumbering } from '../../../../../../server/telephony/asterisk/tracking/AsteriskNumbering';
import { FakeTimer } from '../../../../../support/FakeTimer';
import { StampedTracker } from './StampedTracker';

/** Phones 101 to 109 are agents'; 201 to 209 are their second ones. */
export const numbering: AsteriskNumbering = {
  extensionOf: (channel) => {
    const number = /^PJSIP\/([12]0\d)-/.exec(channel)?.[1];
    return number === undefined ? null : `10${number.slice(2)}`;
  },
  isAgent: (number) => /^10\d$/.test(number),
  toCrm: (number) => (number.startsWith('+') ? number : `+${number}`),
};

/** What a `Watch` begins with. */
export interface WatchOptions {
  readonly numbering?: AsteriskNumbering;
  /** Of an earlier backend. */
  readonly journals?: readonly Journal[];
  readonly seenAt?: number;
  /** Absent: one that the test and the events' stamps move on. */
  readonly clock?: Clock;
  /** Hears the reports, too. */
  readonly listener?: Pick<TelephonyListener, 'call' | 'resynced'>;
}

/** Listens to a tracker and writes down its reports in short words. */
export class Watch {
  readonly timer = new FakeTimer();
  readonly records: CallRecord[] = [];
  /** Of the whole calls that are over. */
  readonly journals: Journal[] = [];
  readonly events: (readonly [string, CallEvent])[] = [];
  readonly faults: string[] = [];
  live: ReadonlySet<string> | null = null;
  readonly tracker: StampedTracker;
  private readonly lines = new Map<string, string[]>();
  private readonly letters = new Map<string, string>();

  constructor({ journals = [], seenAt, ...options }: WatchOptions = {}) {
    this.tracker = new StampedTracker({
      numbering: options.numbering ?? numbering,
      clock: options.clock ?? this.timer,
      journals,
      ...(seenAt === undefined ? {} : { seenAt }),
      onFault: (event, { message }) => this.faults.push(`${event}: ${message}`),
      listener: {
        call: (extension, event, origin) => {
          this.hear(extension, event);
          options.listener?.call(extension, event, origin);
        },
        finished: (record) => this.records.push(record),
        closed: (journal) => this.journals.push(journal),
        resynced: (live, at) => {
          this.live = live;
          options.listener?.resynced(live, at);
        },
      },
    });
  }

  take(messages: Iterable<AmiMessage>): this {
    for (const message of messages) this.tracker.handleEvent(message);
    return this;
  }

  resync(statuses: readonly AmiMessage[], holds?: ReadonlyMap<string, boolean>): this {
    this.tracker.beginResync();
    this.tracker.resync(statuses, holds);
    return this;
  }

  /** The reports to each agent: a letter for each of the agent's calls, then what happened to it. */
  get reported(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(this.lines);
  }

  /** The reports to one agent since the last call of this. */
  news(extension: string): readonly string[] {
    return this.lines.get(extension)?.splice(0) ?? [];
  }

  /** Ids of the calls that have begun and have not ended. */
  get open(): readonly string[] {
    const open = new Set<string>();
    for (const [extension, { type, id }] of this.events)
      if (type === 'ended') open.delete(`${extension} ${id}`);
      else if (type !== 'answeredElsewhere') open.add(`${extension} ${id}`);
    return [...open].sort();
  }

  /** The records in short words. */
  get written(): readonly string[] {
    return this.records.map((record) => {
      const { direction, outcome, number, via, extension, extensions, recording } = record;
      const file =
        recording === null ? 'nothing' : (recording.split('/').at(-1) ?? '').replace(/^\d{8}-/, '');
      const line = via === null ? '' : ` via ${via}`;
      const rung = extensions.join(' ') || 'none';
      return `${direction} ${outcome} ${number}${line}: ${rung}, by ${extension ?? 'none'}, recorded ${file}`;
    });
  }

  private hear(extension: string, event: CallEvent): void {
    this.events.push([extension, event]);
    const own = this.lines.get(extension) ?? [];
    this.lines.set(extension, own);
    const known = [...this.letters.keys()].filter((key) => key.startsWith(`${extension} `)).length;
    const key = `${extension} ${event.id}`;
    const letter = this.letters.get(key) ?? 'abcdefghij'.charAt(known);
    this.letters.set(key, letter);
    const consultOf = event.type === 'began' ? (event.consultOf ?? null) : null;
    const of = consultOf === null ? '' : ` on ${this.letters.get(`${extension} ${consultOf}`) ?? '?'}`;
    own.push(`${letter} ${words(event)}${of}`);
  }
}

function words(event: CallEvent): string {
  switch (event.type) {
    case 'began': {
      const via = event.via ? ` via ${event.via}` : '';
      const outside = event.isOutside === true ? ' outside' : '';
      return `${event.direction} ${event.phase} ${event.number}${outside}${via}`;
    }
    case 'answered':
      return 'answered';
    case 'held':
      return event.isHeld ? 'held' : 'not held';
    case 'farHeld':
      return event.isHeld ? 'far held' : 'not far held';
    case 'muted':
      return event.isMuted ? 'muted' : 'not muted';
    case 'connected':
      return `connected ${event.number}${event.isOutside === true ? ' outside' : ''}`;
    case 'answeredElsewhere':
      return 'answered elsewhere after all';
    case 'ended':
      return event.reason;
  }
}
