import type { EndReason } from '../../calls/AgentCall';
import type { CallEvent } from '../../calls/CallEvent';
import { CommandFault } from '../../calls/CommandFault';
import type { TelephonyListener } from '../../calls/Telephony';
import type { Clock } from '../../system/Clock';
import type { ClientCall, Line } from './Line';
import { SimulatedClientCall } from './SimulatedClientCall';

/** A line that begins. */
export interface LineOptions {
  readonly extension: string;
  readonly direction: Line['direction'];
  readonly phase: 'dialing' | 'ringing';
  readonly number: string;
  readonly via?: string | null;
  readonly consultOf?: string | null;
  /** The call with a client that the line is part of. */
  readonly clientCall?: ClientCall | null;
  /** The line that calls this one. */
  readonly caller?: Line;
}

/** What is known of the end of a line besides its reason. */
export type LineEnd = Pick<Extract<CallEvent, { readonly type: 'ended' }>, 'by' | 'transfer'>;

/** All lines of the simulated telephone system. Each change of a line is reported as an event. */
export class Lines {
  private readonly lines = new Map<string, Line>();
  private listener: TelephonyListener | null = null;
  /** The counts go on from the ms of the begin: of a process that was restarted within the second the ids differ. */
  private begun: number;
  private clientCalls: number;

  constructor(
    private readonly clock: Clock,
    /** Numbers from 0 to 1. */
    private readonly random: () => number,
    /** Name of the sound file that an answered call with a client has; null: none. */
    private readonly recording: string | null = null,
  ) {
    this.begun = Math.floor(clock.now()) % 1_000;
    this.clientCalls = this.begun;
  }

  get count(): number {
    return this.lines.size;
  }

  /** Ids of all lines. */
  get ids(): ReadonlySet<string> {
    return new Set(this.lines.keys());
  }

  /** Is there somebody to report to? */
  get isListenedTo(): boolean {
    return this.listener !== null;
  }

  listen(listener: TelephonyListener): void {
    this.listener = listener;
  }

  /** The phone's lines, the oldest first. */
  of(extension: string): readonly Line[] {
    return [...this.lines.values()].filter((line) => line.extension === extension);
  }

  /** The phone's line in conversation; of several the one that is not on hold. */
  talkingOf(extension: string): Line | undefined {
    const talking = this.of(extension).filter(({ phase }) => phase === 'talking');
    return talking.find(({ isHeld }) => !isHeld) ?? talking[0];
  }

  /** Fails with `NoActiveCall`. */
  line(callId: string): Line {
    const line = this.lines.get(callId);
    if (line === undefined) throw new CommandFault('NoActiveCall');
    return line;
  }

  /** A call with a client begins; it has no line yet. */
  beginClientCall(
    direction: 'inbound' | 'outbound',
    number: string,
    via: string | null = null,
  ): SimulatedClientCall {
    const startedAt = this.clock.now();
    const id = `${Math.floor(startedAt / 1_000)}.w${++this.clientCalls}`;
    return new SimulatedClientCall(
      { id, direction, number, via, startedAt },
      () => this.clock.now(),
      (record) => this.listener?.finished(record),
      this.recording,
    );
  }

  begin({
    extension,
    direction,
    phase,
    number,
    via = null,
    consultOf = null,
    clientCall = null,
    caller,
  }: LineOptions): Line {
    const id = `${Math.floor(this.clock.now() / 1_000)}.${++this.begun}`;
    const line: Line = {
      id,
      trace: caller?.trace ?? id,
      extension,
      direction,
      number,
      phase,
      isHeld: false,
      isFarHeld: false,
      isMuted: false,
      peer: null,
      group: null,
      clientCall: null,
      digits: '',
      stop: () => undefined,
    };
    clientCall?.join(line);
    this.lines.set(id, line);
    const at = this.clock.now();
    this.report(line, { type: 'began', id, direction, phase, number, at, via, consultOf });
    return line;
  }

  /** Answers the line. A phone talks on one line at a time, so its other conversation goes on hold. */
  answer(line: Line): void {
    this.holdOthers(line);
    line.group?.remove(line);
    line.phase = 'talking';
    line.clientCall?.answered(line);
    this.report(line, { type: 'answered', id: line.id, at: this.clock.now() });
  }

  hold(line: Line, isHeld: boolean): void {
    if (line.isHeld === isHeld) return;
    if (!isHeld) this.holdOthers(line);
    line.isHeld = isHeld;
    this.report(line, { type: 'held', id: line.id, isHeld });
    if (line.peer) this.farHold(line.peer, isHeld);
  }

  farHold(line: Line, isHeld: boolean): void {
    if (line.isFarHeld === isHeld || line.phase !== 'talking') return;
    line.isFarHeld = isHeld;
    this.report(line, { type: 'farHeld', id: line.id, isHeld });
  }

  mute(line: Line, isMuted: boolean): void {
    if (line.isMuted === isMuted) return;
    line.isMuted = isMuted;
    this.report(line, { type: 'muted', id: line.id, isMuted });
  }

  /** Another party is at the other end now, and talks. @param peer its line; null: a client */
  connect(line: Line, number: string, peer: Line | null): void {
    line.number = number;
    // Of a colleague it is the whole call by which the colleague came in.
    this.report(line, { type: 'connected', id: line.id, number }, peer?.trace);
  }

  /** The line calls another party now, since the other end has transferred it. */
  callOn(line: Line, number: string, isOutside: boolean): void {
    line.number = number;
    const called = { type: 'connected', id: line.id, number, isCalled: true } as const;
    this.report(line, isOutside ? { ...called, isOutside } : called);
  }

  /** The party to which the other end has transferred this line picks up. */
  reached(line: Line): void {
    line.clientCall?.answered(line);
    this.report(line, { type: 'answered', id: line.id, at: this.clock.now() });
  }

  /** Ends this line only; does nothing when it has ended already. */
  end(line: Line, reason: EndReason, more: LineEnd = {}): void {
    if (!this.lines.delete(line.id)) return;
    line.stop();
    line.group?.remove(line);
    this.report(line, { type: 'ended', id: line.id, reason, at: this.clock.now(), ...more });
    line.clientCall?.leave(line, reason);
  }

  /** Schedules the line's next step, after `ms` give or take a fifth; replaces an earlier one. */
  schedule(line: Line, ms: number, action: () => void): void {
    line.stop();
    line.stop = this.clock.after(Math.round(ms * (0.8 + 0.4 * this.random())), action);
  }

  /** Removes all lines and stops all timers, without events, now and later. */
  close(): void {
    this.listener = null;
    for (const line of this.lines.values()) {
      line.stop();
      line.group?.remove(line);
    }
    this.lines.clear();
  }

  private holdOthers(line: Line): void {
    for (const other of this.of(line.extension))
      if (other !== line && other.phase === 'talking') this.hold(other, true);
  }

  private report(line: Line, event: CallEvent, trace = line.trace): void {
    this.listener?.call(line.extension, event, {
      trace: line.clientCall?.id ?? trace,
      at: this.clock.now(),
    });
  }
}
