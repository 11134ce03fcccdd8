import type { EndReason } from '../../calls/AgentCall';
import type { Clock } from '../../system/Clock';
import type { ClientCall, Line } from './Line';
import type { LineEnd, Lines } from './Lines';
import { RingGroup } from './RingGroup';
import type { SimulatorSettings } from './simulatorSettings';

/** Options of a call from outside. */
export interface IncomingOptions {
  /** The first agent's phone is picked up after a while; else it rings until a command. */
  readonly answersItself?: boolean;
  /** Queue or line that was dialled. */
  readonly via?: string | null;
  /** How long the caller waits, ms; 0: for ever. */
  readonly givesUpMs?: number;
  /** This extension's phone is picked up after a while, whatever `answersItself` is. */
  readonly answeredBy?: string;
  /** The call that comes in is part of this one. */
  readonly clientCall?: ClientCall;
}

/** How conversations end at phones without a person. */
interface Unattended {
  readonly afterMs: number;
  readonly isAttended: (extension: string) => boolean;
}

/** Connects lines: rings phones, answers them, and ends both ends of a call. */
export class Exchange {
  private unattended: Unattended | null = null;

  constructor(
    private readonly extensions: ReadonlySet<string>,
    private readonly settings: SimulatorSettings,
    private readonly lines: Lines,
    private readonly clock: Clock,
  ) {}

  /** See `Simulator.endUnattended`. */
  endUnattended(afterMs: number, isAttended: (extension: string) => boolean): void {
    this.unattended = { afterMs, isAttended };
  }

  isColleague(number: string): boolean {
    return this.extensions.has(number);
  }

  /** Calls the number of the line. A colleague's phone that is in use is busy. */
  dial(line: Line): void {
    if (!this.isColleague(line.number)) this.callOutside(line);
    else if (this.lines.of(line.number).length > 0) this.findBusy(line);
    else this.pickUpLater(this.ring(line));
  }

  /** The line, which its other end has transferred, calls this number. */
  callOn(line: Line, number: string): void {
    const isOutside = !this.isColleague(number);
    if (isOutside) this.lines.beginClientCall('outbound', number).join(line);
    this.lines.callOn(line, number, isOutside);
    this.lines.farHold(line, false);
    this.dial(line);
  }

  /**
   * A colleague's phone calls an agent's, which takes a second call. False: the colleague's phone is in use.
   * @param answersItself the agent's phone is picked up after a while; else it rings until a command
   */
  colleagueCalls(from: string, to: string, answersItself: boolean): boolean {
    if (from === to || this.lines.of(from).length > 0) return false;
    const line = this.lines.begin({ extension: from, direction: 'internal', phase: 'dialing', number: to });
    if (!this.takesCall(to)) this.findBusy(line);
    else {
      const peer = this.ring(line);
      if (answersItself) this.pickUpLater(peer);
    }
    return true;
  }

  /** A call from outside rings at those of these phones that can take one. */
  incoming(from: string, extensions: readonly string[], options: IncomingOptions): void {
    const { answersItself = true, via = null, givesUpMs = 0, answeredBy } = options;
    const clientCall = options.clientCall ?? this.lines.beginClientCall('inbound', from, via);
    const group = new RingGroup();
    for (const extension of extensions) {
      if (!this.takesCall(extension)) continue;
      const beginning = { extension, direction: 'inbound', phase: 'ringing', number: from, via } as const;
      group.add(this.lines.begin({ ...beginning, clientCall }));
    }
    const [first] = group.lines;
    // No phone can take the call, so it ends at once.
    if (first === undefined) return clientCall.handOver(() => undefined);
    const chosen =
      answeredBy === undefined
        ? answersItself && first
        : group.lines.find(({ extension }) => extension === answeredBy);
    if (chosen) this.pickUpLater(chosen);
    if (givesUpMs > 0) group.givesUpAfter(this.clock, givesUpMs, () => this.giveUp(first));
  }

  /** The ringing phone is picked up. */
  pickUp(line: Line): void {
    const others = line.group?.lines.filter((other) => other !== line) ?? [];
    for (const other of others) this.lines.end(other, 'answeredElsewhere');
    this.talk(line);
    if (line.peer) this.talk(line.peer);
  }

  /** The far end of a call that the agent has dialled picks up. */
  farAnswers(line: Line): void {
    if (line.peer) this.pickUp(line.peer);
    else this.talk(line);
  }

  /** The other end hangs up, refuses, or gives up while it rings here. */
  farEnds(line: Line): void {
    if (line.phase === 'ringing') this.giveUp(line);
    else if (line.phase === 'dialing') this.finish(line, 'rejected');
    else this.finish(line, 'hungUp', 'far');
  }

  /** Ends the call at this end and at the other. @param by who hangs up, as seen from this end; undefined: no one does */
  finish(line: Line, reason: EndReason, by?: LineEnd['by']): void {
    this.lines.end(line, reason, by === undefined ? {} : { by });
    const { peer } = line;
    const more: LineEnd = by === undefined ? {} : { by: by === 'far' ? 'agent' : 'far' };
    if (peer) this.lines.end(peer, peer.phase === 'ringing' && reason === 'hungUp' ? 'missed' : reason, more);
  }

  private giveUp(line: Line): void {
    for (const one of line.group?.lines ?? [line]) this.lines.end(one, 'missed', { by: 'far' });
    if (line.peer) this.lines.end(line.peer, 'hungUp', { by: 'agent' });
  }

  private takesCall(extension: string): boolean {
    const lines = this.lines.of(extension);
    return lines.length < 2 && lines.every(({ phase }) => phase === 'talking');
  }

  /** Rings the colleague's phone at the other end of the line. */
  private ring(line: Line): Line {
    const { number: extension, extension: number } = line;
    const beginning = { extension, direction: 'internal', phase: 'ringing', number } as const;
    const peer = this.lines.begin({ ...beginning, caller: line });
    line.peer = peer;
    peer.peer = line;
    return peer;
  }

  private pickUpLater(line: Line): void {
    this.lines.schedule(line, this.settings.answerMs, () => this.pickUp(line));
  }

  private findBusy(line: Line): void {
    this.lines.schedule(line, this.settings.answerMs / 2, () => this.finish(line, 'busy'));
  }

  private callOutside(line: Line): void {
    const { answerMs, noAnswerMs } = this.settings;
    if (line.number.endsWith('00')) this.findBusy(line);
    else if (line.number.endsWith('01'))
      this.lines.schedule(line, noAnswerMs, () => this.finish(line, 'noAnswer'));
    else this.lines.schedule(line, answerMs, () => this.talk(line));
  }

  /** Answers the line; one that already talks, since it was transferred here, has reached its party. */
  private talk(line: Line): void {
    line.stop();
    if (line.phase !== 'talking') this.lines.answer(line);
    else this.lines.reached(line);
    const { talkMs } = this.settings;
    if (talkMs > 0) this.lines.schedule(line, talkMs, () => this.finish(line, 'hungUp', 'far'));
    else this.endLater(line);
  }

  /** Ends the conversation after a while if no attended phone takes part in it. */
  private endLater(line: Line): void {
    const { unattended } = this;
    if (unattended === null) return;
    this.lines.schedule(line, unattended.afterMs, () => {
      const extensions = [line.extension, ...(line.peer === null ? [] : [line.peer.extension])];
      const isWaitedFor = line.isHeld && this.lines.of(line.extension).length > 1;
      if (isWaitedFor || extensions.some(unattended.isAttended)) this.endLater(line);
      else this.finish(line, 'hungUp', 'far');
    });
  }
}
