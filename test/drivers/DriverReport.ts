import type { CallEvent } from '../../server/calls/CallEvent';
import { EventJournals } from '../../server/calls/journal/EventJournals';
import type { Journal } from '../../server/calls/journal/Journal';
import type { CallRecord } from '../../server/calls/CallRecord';
import type { Origin, TelephonyListener } from '../../server/calls/Telephony';

/** What is known of a call that a driver has reported. */
interface ReportedCall {
  readonly extension: string;
  /** As it began; the number is that of the latest `connected`. */
  number: string;
  readonly consultOf: string | null;
  /** Never goes back. */
  phase: 'begun' | 'talking' | 'ended';
  /** What was reported last; each is false when a call begins. */
  readonly isOn: Record<Toggle, boolean>;
}

/** Events that switch something on and off. */
type Toggle = 'held' | 'farHeld' | 'muted';

/** Keeps what a driver reports, and what of it breaks the rules of `TelephonyListener`. */
export class DriverReport implements TelephonyListener {
  /** Events of one extension in short words, such as `ended missed`. */
  readonly events: (readonly [extension: string, words: string])[] = [];
  readonly records: CallRecord[] = [];
  readonly links: boolean[] = [];
  /** Ids of the calls that live, as reported with each connection. */
  readonly resyncs: (readonly string[])[] = [];
  readonly faults: string[] = [];
  private readonly calls = new Map<string, ReportedCall>();
  /** Journals that the driver has written itself, and those that are made of its events. */
  private readonly written: Journal[] = [];
  private readonly made: Journal[] = [];
  private readonly writer = new EventJournals((journal) => this.made.push(journal));

  constructor(
    /** The driver's clock, ms since 1970. */
    private readonly now: () => number,
  ) {}

  /** Journals of the whole calls that are over, as the backend has them. */
  get journals(): readonly Journal[] {
    return this.isMadeOfEvents ? this.made : this.written;
  }

  get isMadeOfEvents(): boolean {
    return this.written.length === 0;
  }

  /** How much was reported so far. */
  get size(): number {
    return this.events.length + this.records.length + this.links.length + this.resyncs.length;
  }

  /** Ids of the calls that have begun and not ended. */
  get open(): readonly string[] {
    return [...this.calls].flatMap(([id, { phase }]) => (phase === 'ended' ? [] : [id])).sort();
  }

  /** Id of the only open call of this extension. */
  openOf(extension: string): string {
    const open = this.open.filter((id) => this.calls.get(id)?.extension === extension);
    if (open.length !== 1) throw new Error(`${extension} has ${open.length} open calls`);
    return open[0] ?? '';
  }

  /** Number at the other end of the call, as reported last. */
  numberOf(id: string): string | undefined {
    return this.calls.get(id)?.number;
  }

  /** Id of the call that this one is a consultation on; null: it is none. */
  consultOf(id: string): string | null | undefined {
    return this.calls.get(id)?.consultOf;
  }

  /** What was reported of the calls of the agent with this extension. */
  story(extension: string): readonly string[] {
    return this.events.flatMap(([whose, words]) => (whose === extension ? [words] : []));
  }

  call(extension: string, event: CallEvent, origin: Origin): void {
    const { type, id } = event;
    const say = (fault: string): void => void this.faults.push(`${type} of ${id}: ${fault}`);
    this.events.push([extension, words(event)]);
    this.writer.take(extension, event, origin);
    if (origin.trace === '') say('no trace');
    if (!(origin.at > 0)) say('no time');
    const known = this.calls.get(id);
    if (type === 'began') {
      if (known !== undefined) say('the id is not new');
      if (event.phase === 'ringing' && event.direction === 'outbound') say('an outbound call rings');
      if (event.phase === 'dialing' && event.direction === 'inbound') say('an inbound call is dialled');
      const { number, consultOf = null } = event;
      const isOn = { held: false, farHeld: false, muted: false };
      this.calls.set(id, { extension, number, consultOf, phase: 'begun', isOn });
      return;
    }
    if (known === undefined) return say('it has not begun');
    if (known.extension !== extension) say(`it is a call of ${known.extension}`);
    if (known.phase === 'ended') say('it is over');
    if (type === 'answered' && known.phase !== 'begun') say('answered before');
    const toggled = toggle(event);
    if (toggled !== null) {
      const [name, isOn] = toggled;
      if (known.phase !== 'talking') say('the call is not answered');
      if (known.isOn[name] === isOn) say(`${words(event)} before`);
      known.isOn[name] = isOn;
    }
    if (type === 'connected') {
      if (known.number === event.number) say('the number was known');
      known.number = event.number;
    }
    if (type === 'answered') known.phase = 'talking';
    if (type === 'ended') known.phase = 'ended';
  }

  closed(journal: Journal): void {
    this.written.push(journal);
  }

  finished(record: CallRecord): void {
    const say = (fault: string): void => void this.faults.push(`record ${record.id}: ${fault}`);
    if (this.records.some(({ id }) => id === record.id)) say('it came before');
    if (record.answeredAt === null && record.outcome === 'answered') say('it has no moment of an answer');
    if (record.startedAt > record.endedAt) say('its end is before its begin');
    this.records.push(record);
  }

  resynced(liveIds: ReadonlySet<string>, at: number): void {
    this.writer.resynced(liveIds, at);
    const live = [...liveIds].sort();
    if (live.join() !== this.open.join())
      this.faults.push(`resynced with ${live.join()}, but ${this.open.join()} are open`);
    this.resyncs.push(live);
  }

  link(isUp: boolean): void {
    if (this.links.at(-1) === isUp)
      this.faults.push(`the link is reported twice as ${isUp ? 'made' : 'lost'}`);
    this.links.push(isUp);
    if (!isUp) this.writer.lost(this.now());
  }
}

/** What the event switches, and whether on; null: nothing. */
function toggle(event: CallEvent): readonly [Toggle, boolean] | null {
  switch (event.type) {
    case 'held':
    case 'farHeld':
      return [event.type, event.isHeld];
    case 'muted':
      return [event.type, event.isMuted];
    default:
      return null;
  }
}

function words(event: CallEvent): string {
  switch (event.type) {
    case 'began':
      return `${event.direction} ${event.phase}`;
    case 'ended':
      return `ended ${event.reason}`;
    case 'held':
      return event.isHeld ? 'held' : 'not held';
    case 'farHeld':
      return event.isHeld ? 'far held' : 'not far held';
    case 'muted':
      return event.isMuted ? 'muted' : 'not muted';
    default:
      return event.type;
  }
}
