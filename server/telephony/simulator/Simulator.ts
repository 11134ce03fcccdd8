import type { ExceptionName } from '../../../protocol/exceptionName';
import type { CallEvent, EndReason } from '../../calls/AgentCall';
import { CommandFault } from '../../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import type { Clock } from '../../system/Clock';
import type { Line } from './Line';
import { seededRandom } from './seededRandom';
import type { SimulatorSettings } from './simulatorSettings';

/** Commands that can be made to fail once. */
export type SimulatedCommand = 'originate' | 'hangup' | 'setHold' | 'setMute' | 'redirect';

/**
 * A telephone system that exists only here: agents' phones answer by themselves, clients answer after a while.
 * Numbers ending in 00 are busy, numbers ending in 01 never answer. The same seed and the same clock give the
 * same calls.
 */
export class Simulator implements Telephony {
  readonly name = 'simulator';
  private readonly lines = new Map<string, Line>();
  private readonly refusals = new Map<SimulatedCommand, ExceptionName>();
  private readonly random: () => number;
  private listener: TelephonyListener = () => undefined;
  private count = 0;

  constructor(
    private readonly extensions: ReadonlySet<string>,
    private readonly settings: SimulatorSettings,
    private readonly clock: Clock,
  ) {
    this.random = seededRandom(settings.seed);
  }

  start(listener: TelephonyListener): Promise<void> {
    this.listener = listener;
    return Promise.resolve();
  }

  close(): Promise<void> {
    for (const line of this.lines.values()) line.stop();
    this.lines.clear();
    return Promise.resolve();
  }

  async originate(extension: string, number: string): Promise<void> {
    this.refuse('originate');
    if (this.lineOf(extension)) throw new CommandFault('AgentBusy');
    const isColleague = this.extensions.has(number);
    const line = this.begin(extension, isColleague ? 'internal' : 'outbound', 'dialing', number);
    if (isColleague) this.ring(line, number);
    else this.callOutside(line);
    return Promise.resolve();
  }

  async hangup(_extension: string, callId: string): Promise<void> {
    this.refuse('hangup');
    const line = this.line(callId);
    this.finish(line, line.phase === 'ringing' ? 'rejected' : 'hungUp');
    return Promise.resolve();
  }

  async setHold(_extension: string, callId: string, isHeld: boolean): Promise<void> {
    this.refuse('setHold');
    this.tell(this.line(callId), { type: 'held', id: callId, isHeld });
    return Promise.resolve();
  }

  async setMute(_extension: string, callId: string, isMuted: boolean): Promise<void> {
    this.refuse('setMute');
    this.tell(this.line(callId), { type: 'muted', id: callId, isMuted });
    return Promise.resolve();
  }

  async redirect(_extension: string, callId: string, number: string): Promise<void> {
    this.refuse('redirect');
    const line = this.line(callId);
    const { peer, number: client } = line;
    this.drop(line, 'transferred');
    if (peer) {
      peer.peer = null;
      peer.number = number;
      this.tell(peer, { type: 'connected', id: peer.id, number });
    }
    if (this.extensions.has(number) && !this.lineOf(number)) this.incoming(client, [number], true);
    return Promise.resolve();
  }

  /**
   * A call comes in and rings the free ones of these extensions.
   * @param answersItself the first agent's phone is picked up after a while; else it rings until told
   */
  incoming(from: string, extensions: readonly string[], answersItself: boolean): void {
    const free = extensions.filter((extension) => !this.lineOf(extension));
    const group = free.map((extension) => this.begin(extension, 'inbound', 'ringing', from));
    for (const line of group) line.group = group;
    const [first] = group;
    if (first && answersItself) this.later(first, this.settings.answerMs, () => this.pickUp(first));
  }

  /** The agent picks up the ringing phone. False: it does not ring. */
  answer(extension: string): boolean {
    const line = this.lineOf(extension);
    if (line?.phase !== 'ringing') return false;
    this.pickUp(line);
    return true;
  }

  /** The other end hangs up, or gives up while it rings. False: there is no call. */
  farHangup(extension: string): boolean {
    const line = this.lineOf(extension);
    if (line === undefined) return false;
    this.finish(line, line.phase === 'ringing' ? 'missed' : 'hungUp');
    return true;
  }

  /** The next command of this kind fails with this reason. */
  refuseNext(command: SimulatedCommand, reason: ExceptionName): void {
    this.refusals.set(command, reason);
  }

  private refuse(command: SimulatedCommand): void {
    const reason = this.refusals.get(command);
    if (reason === undefined) return;
    this.refusals.delete(command);
    throw new CommandFault(reason);
  }

  private begin(
    extension: string,
    direction: Line['direction'],
    phase: 'dialing' | 'ringing',
    number: string,
  ): Line {
    const id = `${Math.floor(this.clock.now() / 1_000)}.${++this.count}`;
    const line: Line = {
      id,
      extension,
      direction,
      number,
      phase,
      peer: null,
      group: [],
      stop: () => undefined,
    };
    this.lines.set(id, line);
    this.tell(line, { type: 'began', id, direction, phase, number, at: this.clock.now() });
    return line;
  }

  /** A colleague's phone rings, unless it is busy. */
  private ring(line: Line, extension: string): void {
    if (this.lineOf(extension)) {
      this.later(line, this.settings.answerMs / 2, () => this.finish(line, 'busy'));
      return;
    }
    const peer = this.begin(extension, 'internal', 'ringing', line.extension);
    line.peer = peer;
    peer.peer = line;
    this.later(peer, this.settings.answerMs, () => this.pickUp(peer));
  }

  private callOutside(line: Line): void {
    const { answerMs, noAnswerMs } = this.settings;
    if (line.number.endsWith('00')) this.later(line, answerMs / 2, () => this.finish(line, 'busy'));
    else if (line.number.endsWith('01')) this.later(line, noAnswerMs, () => this.finish(line, 'noAnswer'));
    else this.later(line, answerMs, () => this.talk(line));
  }

  private pickUp(line: Line): void {
    for (const other of line.group) if (other !== line) this.drop(other, 'answeredElsewhere');
    this.talk(line);
    if (line.peer) this.talk(line.peer);
  }

  private talk(line: Line): void {
    line.stop();
    line.phase = 'talking';
    this.tell(line, { type: 'answered', id: line.id, at: this.clock.now() });
    const { talkMs } = this.settings;
    if (talkMs > 0) this.later(line, talkMs, () => this.finish(line, 'hungUp'));
  }

  /** Ends the call for all who are in it. */
  private finish(line: Line, reason: EndReason): void {
    const others = line.phase === 'ringing' && reason !== 'rejected' ? line.group : [];
    this.drop(line, reason);
    if (line.peer) this.drop(line.peer, reason);
    for (const other of others) this.drop(other, reason);
  }

  private drop(line: Line, reason: EndReason): void {
    if (!this.lines.delete(line.id)) return;
    line.stop();
    this.tell(line, { type: 'ended', id: line.id, reason, at: this.clock.now() });
  }

  /** Sets what happens to the line next, after `ms` give or take a fifth. */
  private later(line: Line, ms: number, action: () => void): void {
    line.stop();
    line.stop = this.clock.after(Math.round(ms * (0.8 + 0.4 * this.random())), action);
  }

  private line(callId: string): Line {
    const line = this.lines.get(callId);
    if (line === undefined) throw new CommandFault('NoActiveCall');
    return line;
  }

  private lineOf(extension: string): Line | undefined {
    for (const line of this.lines.values()) if (line.extension === extension) return line;
    return undefined;
  }

  private tell(line: Line, event: CallEvent): void {
    this.listener(line.extension, event);
  }
}
