import { abilities, type Ability } from '../../../protocol/CallCommand';
import type { CallCommand, CommandKind } from '../../../protocol/CallCommand';
import type { ExceptionName } from '../../../protocol/ExceptionName';
import { CommandFault } from '../../calls/CommandFault';
import type { Telephony, TelephonyListener } from '../../calls/Telephony';
import type { Clock } from '../../system/Clock';
import { demandAbility } from '../../calls/demandAbility';
import { demandPhase } from '../../calls/demandPhase';
import { withoutExtension } from '../../numbers/withoutExtension';
import { Exchange, type IncomingOptions } from './Exchange';
import type { Line } from './Line';
import { Lines } from './Lines';
import { Refusals } from './Refusals';
import { seededRandom } from './seededRandom';
import type { SimulatorSettings } from './simulatorSettings';
import { Transfers } from './Transfers';

/** How many lines a phone has. */
const PHONE_LINES = 4;

/** How many of the digits sent in a call are kept. */
const KEPT_DIGITS = 64;

/**
 * A simulated telephone system: colleagues' phones that an agent calls answer by themselves, clients answer
 * after a while. Numbers ending in 00 are busy, numbers ending in 01 never answer. The same seed and the same
 * clock give the same calls.
 */
export class Simulator implements Telephony {
  readonly name = 'simulator';
  private readonly lines: Lines;
  private readonly exchange: Exchange;
  private readonly transfers: Transfers;
  private readonly refusals = new Refusals();
  private readonly abilities: ReadonlySet<Ability>;

  constructor(
    extensions: ReadonlySet<string>,
    settings: SimulatorSettings,
    private readonly clock: Clock,
  ) {
    this.lines = new Lines(clock, seededRandom(settings.seed), settings.recording ?? null);
    this.exchange = new Exchange(extensions, settings, this.lines, clock);
    this.transfers = new Transfers(this.lines, this.exchange);
    this.abilities = new Set(abilities.filter((ability) => !settings.without.includes(ability)));
  }

  /** Number of lines of all phones. */
  get lineCount(): number {
    return this.lines.count;
  }

  can(): ReadonlySet<Ability> {
    return this.abilities;
  }

  start(listener: TelephonyListener): Promise<void> {
    this.lines.listen(listener);
    listener.link(true);
    // Calls exist in this process only, so those of a former leader are over.
    listener.resynced(this.lines.ids, this.clock.now());
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.lines.close();
    return Promise.resolve();
  }

  async run(extension: string, command: CallCommand): Promise<void> {
    demandAbility(this.abilities, command.kind);
    if (!this.lines.isListenedTo) throw new CommandFault('TelephonyUnavailable');
    this.refusals.check(command.kind);
    this.execute(extension, command);
    return Promise.resolve();
  }

  /**
   * A call comes in and rings at those of these phones that can take one: not at a phone that rings or dials already,
   * nor at one with two calls. An agent who is talking gets a second call.
   */
  incoming(from: string, extensions: readonly string[], options: IncomingOptions = {}): void {
    this.exchange.incoming(withoutExtension(from), extensions, options);
  }

  /**
   * A colleague's phone calls an agent's. False: the colleague's phone is in use.
   * @param answersItself the agent's phone is picked up after a while; else it rings until a command
   */
  colleagueCalls(from: string, to: string, answersItself = false): boolean {
    return this.exchange.colleagueCalls(from, to, answersItself);
  }

  /** The agent picks up the ringing phone; another conversation goes on hold. False: it does not ring. */
  answer(extension: string): boolean {
    const line = this.lines.of(extension).find(({ phase }) => phase === 'ringing');
    if (line === undefined) return false;
    this.exchange.pickUp(line);
    return true;
  }

  /** The far end that the agent has dialled picks up at once. False: the agent is not dialling. */
  farAnswers(extension: string): boolean {
    const line = this.lines.of(extension).find(({ phase }) => phase === 'dialing');
    if (line === undefined) return false;
    this.exchange.farAnswers(line);
    return true;
  }

  /** The other end of the conversation, or else of the call that rings or is dialled, hangs up. False: no call. */
  farHangup(extension: string): boolean {
    const line = this.lines.talkingOf(extension) ?? this.lines.of(extension)[0];
    if (line === undefined) return false;
    this.exchange.farEnds(line);
    return true;
  }

  /** The other end of the conversation puts the agent on hold, or takes the agent off it. False: no conversation. */
  farHold(extension: string, isHeld: boolean): boolean {
    const line = this.lines.talkingOf(extension);
    if (line === undefined) return false;
    if (line.peer) this.lines.hold(line.peer, isHeld);
    else this.lines.farHold(line, isHeld);
    return true;
  }

  /**
   * From now on a conversation in which no attended phone takes part ends by itself after a while: its far end hangs
   * up. One that is on hold because of another call goes on as long as that one.
   * @param afterMs how long such a conversation lasts, give or take a fifth
   * @param isAttended a person uses this phone and ends its conversations
   */
  endUnattended(afterMs: number, isAttended: (extension: string) => boolean): void {
    this.exchange.endUnattended(afterMs, isAttended);
  }

  /** Digits that the other end of the conversation has heard. */
  digitsHeard(extension: string): string {
    return this.lines.talkingOf(extension)?.digits ?? '';
  }

  /** The next command of this kind fails with this reason. */
  refuseNext(command: CommandKind, reason: ExceptionName): void {
    this.refusals.set(command, reason);
  }

  private execute(extension: string, command: CallCommand): void {
    if (command.kind === 'originate') return this.dial(extension, command.target, null);
    const line = this.lines.line(command.callId);
    if (line.extension !== extension) throw new CommandFault('NoActiveCall');
    demandPhase(command.kind, line.phase);
    switch (command.kind) {
      case 'answer':
        return this.exchange.pickUp(line);
      case 'reject':
        return this.exchange.finish(line, 'rejected');
      case 'hangup':
        return line.phase === 'ringing'
          ? this.exchange.finish(line, 'rejected')
          : this.exchange.finish(line, 'hungUp', 'agent');
      case 'hold':
        return this.lines.hold(line, command.on);
      case 'mute':
        return this.lines.mute(line, command.on);
      case 'redirect':
        return this.transfers.blind(line, command.target);
      case 'consult':
        return this.dial(extension, command.target, line);
      case 'completeTransfer': {
        const consulting = this.lines.line(command.consultingId);
        demandPhase(command.kind, consulting.phase);
        return this.transfers.attended(line, consulting);
      }
      case 'dtmf':
        line.digits = (line.digits + command.digits).slice(-KEPT_DIGITS);
        return;
      default:
        throw new CommandFault('NotSupported');
    }
  }

  /** @param client the call that is consulted on; null: an ordinary call */
  private dial(extension: string, number: string, client: Line | null): void {
    const lines = this.lines.of(extension);
    const isTaken = lines.some(
      ({ phase, isHeld }) => phase === 'dialing' || (phase === 'talking' && !isHeld),
    );
    if (isTaken || lines.length >= PHONE_LINES) throw new CommandFault('AgentBusy');
    const direction = this.exchange.isColleague(number) ? 'internal' : 'outbound';
    const consultOf = client?.id ?? null;
    const clientCall = direction === 'outbound' ? this.lines.beginClientCall(direction, number) : null;
    this.exchange.dial(
      this.lines.begin({ extension, direction, phase: 'dialing', number, consultOf, clientCall }),
    );
  }
}
