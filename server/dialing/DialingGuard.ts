import { TokenBuckets } from '../access/TokenBuckets';
import type { Agent } from '../calls/Agent';
import { CommandFault } from '../calls/CommandFault';
import type { DialBounds, DialPurpose, JoinedEnd } from '../calls/DialBounds';
import type { Clock } from '../system/Clock';
import { hideNumber } from '../system/hideNumber';
import { LogLine } from '../system/LogLine';
import { DialledAbroad, type Rewriting } from './DialledAbroad';
import type { DialingSettings } from './dialingSettings';
import { isOpen } from './isOpen';
import { dialingLog } from './messages';
import { NumberReader } from './NumberReader';
import { textsBehind } from './possibleNumbers';
import { SHORT_DIGITS, type NumberReading } from './readingsOf';
import { SlidingCount } from './SlidingCount';

/** Why a number was not dialled, for the metric and the log. */
export const dialRefusals = ['minute', 'day', 'number', 'transfer', 'hours'] as const;
type DialRefusal = (typeof dialRefusals)[number];

const FAULTS = {
  minute: 'TooManyRequests',
  day: 'TooManyCalls',
  number: 'NumberForbidden',
  transfer: 'TransferForbidden',
  hours: 'OutsideHours',
} as const;

/** Numbers of service and emergency have up to this many digits. */
const SERVICE_DIGITS = 4;

/** How many of them an agent dials a minute. They count for nothing else, so that no other call keeps one from dialling 112. */
const SERVICE_PER_MINUTE = 10;

/** Name under which the calls of all agents are counted. */
const ACCOUNT = 'account';

/** What the guard needs. */
export interface DialingGuardOptions extends Rewriting {
  readonly settings: DialingSettings;
  readonly agents: readonly Agent[];
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly logger: { warn(line: LogLine): void };
}

/**
 * Decides whether an agent may dial a number, by the section `dialing`. In a cluster only the leading backend runs
 * commands, so its counts are those of the whole cluster; they begin at zero after a restart and after a take-over.
 */
export class DialingGuard implements DialBounds {
  private readonly minutes: {
    readonly agent: TokenBuckets;
    readonly account: TokenBuckets;
    readonly service: TokenBuckets;
  };
  private readonly days: SlidingCount;
  /** After a hand-over the call is inbound for the next agent. */
  private readonly abroad: DialledAbroad;
  private readonly reader: NumberReader;
  private readonly perDay: { readonly agent: number; readonly account: number };
  private readonly notices: TokenBuckets;
  private readonly extensions: ReadonlySet<string>;
  private readonly refusals = new Map<string, number>(dialRefusals.map((why) => [why, 0]));

  constructor(private readonly options: DialingGuardOptions) {
    const { agents, clock, settings } = options;
    const { agentPerMinute, agentPerDay, accountPerMinute, accountPerDay } = settings.limits;
    const now = (): number => clock.elapsed();
    this.minutes = {
      agent: new TokenBuckets(agentPerMinute, now),
      account: new TokenBuckets(accountPerMinute ?? Math.max(60, 4 * agents.length), now),
      service: new TokenBuckets(SERVICE_PER_MINUTE, now),
    };
    this.perDay = { agent: agentPerDay, account: accountPerDay ?? Math.max(1_000, 150 * agents.length) };
    this.days = new SlidingCount(86_400_000, now);
    this.reader = new NumberReader(settings, options.toPbx);
    this.abroad = new DialledAbroad(options, now);
    this.notices = new TokenBuckets(1, now);
    this.extensions = new Set(agents.map(({ extension }) => extension));
  }

  /** Refused numbers since the start, by reason. */
  refused(): ReadonlyMap<string, number> {
    return this.refusals;
  }

  demand(agent: Agent, number: string, purpose: DialPurpose): void {
    if (this.isService(number) && this.isAllowed([number], [])) {
      if (!this.minutes.service.takeToken(agent.extension)) this.refuse(agent, 'minute', number, purpose);
      return;
    }
    const why = this.refusal(agent, number, purpose);
    if (why === null) {
      this.days.add(ACCOUNT);
      this.days.add(agent.extension);
      const abroad = this.reader.readings(number).filter(({ kinds }) => kinds.has('abroad'));
      if (abroad.length > 0) this.abroad.add([number, ...abroad.map((reading) => reading.number)]);
      return;
    }
    this.refuse(agent, why, number, purpose);
  }

  demandJoin(agent: Agent, [one, other]: readonly [JoinedEnd, JoinedEnd]): void {
    if (this.mayTransfer(agent) || !this.isOutside(one) || !this.isOutside(other)) return;
    if (!this.isDialledAbroad(one) && !this.isDialledAbroad(other)) return;
    this.refuse(agent, 'transfer', other.number, 'transfer');
  }

  private refuse(agent: Agent, why: DialRefusal, number: string, purpose: DialPurpose): never {
    this.refusals.set(why, (this.refusals.get(why) ?? 0) + 1);
    // Each refusal is in the audit log; this line is for an alarm, so that a flood of them is one line a minute.
    if (this.notices.takeToken(`${agent.extension} ${why}`)) {
      const fields = { extension: agent.extension, reason: why, number: hideNumber(number, number), purpose };
      this.options.logger.warn(new LogLine(dialingLog.refused, fields));
    }
    throw new CommandFault(FAULTS[why]);
  }

  private refusal(agent: Agent, number: string, purpose: DialPurpose): DialRefusal | null {
    // What is refused by a rule takes a token as well: an attempt is an attempt.
    const { extension } = agent;
    if (!this.minutes.agent.takeToken(extension) || !this.minutes.account.takeToken(ACCOUNT)) return 'minute';
    const { settings, clock } = this.options;
    const { hours } = settings;
    const readings = this.reader.readings(number);
    if (!this.isAllowed(this.reader.forms(number), readings)) return 'number';
    const isAbroad = readings.some(({ kinds }) => kinds.has('abroad'));
    // A code with a number behind it, such as `*72`, may send the agent's callers there for ever.
    const isForwarded = /^[*#]/.test(number) && !isWithin(readings);
    if ((purpose === 'transfer' || isForwarded) && isAbroad && !this.mayTransfer(agent)) return 'transfer';
    if (
      this.isOutside({ number, direction: 'outbound' }) &&
      hours !== undefined &&
      !isOpen(hours, clock.now())
    )
      return 'hours';
    const isMany =
      this.days.of(extension) >= this.perDay.agent || this.days.of(ACCOUNT) >= this.perDay.account;
    return isMany ? 'day' : null;
  }

  private mayTransfer({ extension }: Agent): boolean {
    const { transfersAbroad } = this.options.settings;
    return transfersAbroad === 'all' || transfersAbroad.includes(extension);
  }

  /** Who calls in is outside also without a number. */
  private isOutside({ number, direction }: JoinedEnd): boolean {
    const isLong = direction === 'inbound' || number.replace(/\D/g, '').length > SHORT_DIGITS;
    return isLong && !this.extensions.has(number);
  }

  /** A client abroad who has called pays for the call, and is none. */
  private isDialledAbroad({ number, direction }: JoinedEnd): boolean {
    if (this.abroad.has(number)) return true;
    return this.reader
      .readings(number)
      .some(
        (reading) =>
          reading.kinds.has('abroad') && (direction !== 'inbound' || this.abroad.has(reading.number)),
      );
  }

  /**
   * May it be dialled, in whatever way it is read? `allow` lets through what begins so as it is typed or sent, else only the
   * readings that begin so: the same digits may be another number as well.
   */
  private isAllowed(dialled: readonly string[], readings: readonly NumberReading[]): boolean {
    const { allow, deny, denyKinds, outsidePrefixes } = this.options.settings;
    const begins = (beginnings: readonly string[], text: string): boolean =>
      beginnings.some((beginning) => text.startsWith(beginning));
    if (dialled.some((one) => begins(allow, one) || this.extensions.has(one))) return true;
    const sure = readings.filter(({ isGuess }) => !isGuess);
    const allowed = new Set(sure.map(({ number }) => number).filter((number) => begins(allow, number)));
    if (allowed.size === 0 && dialled.some((one) => begins(deny, one))) return false;
    // Also a short number, which has no readings, is none behind a code.
    const behind = dialled.flatMap((one) => textsBehind(one, outsidePrefixes));
    if (allowed.size === 0 && behind.some((one) => begins(deny, one) && !begins(allow, one))) return false;
    return readings.every(({ number, kinds }) => {
      const isDenied = begins(deny, number) || denyKinds.some((kind) => kinds.has(kind));
      return allowed.has(number) || !isDenied;
    });
  }

  /** A number such as 112 meets no limit but its own. */
  private isService(number: string): boolean {
    return number.length <= SERVICE_DIGITS && /^\d+$/.test(number) && !this.extensions.has(number);
  }
}

/**
 * Are these numbers of the office's own country? A number that begins where a code usually ends counts in any case: with
 * one digit too many no plan has it, and its end may look like a number at home. Others count if a plan has them.
 */
function isWithin(readings: readonly NumberReading[]): boolean {
  const sure = readings.filter(({ isGuess }) => !isGuess);
  const counted = sure.filter(({ isPlanned, isBehindCode }) => isPlanned || isBehindCode);
  return sure.some(({ isPlanned }) => isPlanned) && counted.every(({ kinds }) => !kinds.has('abroad'));
}
