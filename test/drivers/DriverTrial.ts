import { abilityOf, type CallCommand, type CommandKind } from '../../protocol/CallCommand';
import { CommandFault } from '../../server/calls/CommandFault';
import { eventually } from '../server/support/eventually';
import { turn } from '../server/support/startBackend';
import { DriverReport } from './DriverReport';
import type { DriverSetUp } from './DriverSetUp';

/** After the end of a call a driver has its record within this time, ms. */
export const RECORD_MS = 5_000;

/** Turns of the event loop in which a driver that reports an event twice has done so. */
const REPEAT_TURNS = 50;

/** A driver under test, and what it reports. */
export class DriverTrial {
  readonly report: DriverReport;

  constructor(readonly driver: DriverSetUp) {
    this.report = new DriverReport(() => driver.timer.now());
  }

  /** What was reported of the agent's calls. */
  get story(): readonly string[] {
    return this.report.story(this.driver.agent);
  }

  isOffered(kind: CommandKind): boolean {
    return this.driver.telephony.can(this.driver.agent).has(abilityOf(kind));
  }

  /** Done once this was reported of the agent's calls. */
  async hears(words: string): Promise<void> {
    await eventually(words, () => this.story.includes(words));
  }

  /** How a command came out: null, or the reason of its fault. */
  async outcome(command: CallCommand, extension = this.driver.agent): Promise<string | null> {
    const results: (string | null)[] = [];
    void this.driver.telephony.run(extension, command).then(
      () => results.push(null),
      (error: unknown) => results.push(error instanceof CommandFault ? error.reason : String(error)),
    );
    // Digits are played one after another, with pauses by the driver's clock.
    const isPlayed = command.kind === 'dtmf';
    const isKnown = async (): Promise<boolean> => {
      if (isPlayed && results.length === 0) await this.driver.timer.pass(10);
      return results.length > 0;
    };
    await eventually(`an outcome of ${command.kind}`, isKnown);
    return results.at(0) ?? null;
  }

  /** Runs a command that has to be accepted; done once this, and nothing else, was reported of the agent's calls. */
  async carryOut(command: CallCommand, ...words: readonly string[]): Promise<void> {
    const before = this.story.length;
    const reason = await this.outcome(command);
    if (reason !== null) throw new Error(`${command.kind} is refused: ${reason}`);
    await this.reports(`the effect of ${command.kind}`, before, words);
  }

  /** The party that the agent consults picks up. */
  async consultedAnswers(): Promise<void> {
    const before = this.story.length;
    this.driver.consultedAnswers?.();
    await this.reports('the answer of the party consulted', before, ['answered']);
  }

  /** Starts the driver; done once it has reported its link and its calls. */
  async connect(): Promise<void> {
    await this.driver.telephony.start(this.report);
    await eventually('connected', () => this.report.links.at(-1));
    await eventually('resynced', () => this.report.resyncs.length > 0);
  }

  /** A client's call rings. @param behind what stands behind the number on the wire @returns its id */
  async ring(behind?: string): Promise<string> {
    const number = await this.driver.clientCalls(behind);
    await this.hears('inbound ringing');
    const id = this.report.openOf(this.driver.agent);
    this.demandNumber(id, number);
    return id;
  }

  /** Fails unless the call was reported with this number at its other end. */
  demandNumber(id: string, number: string): void {
    const reported = this.report.numberOf(id);
    if (reported !== number) throw new Error(`the call with ${number} is reported as one with ${reported}`);
  }

  /** A client's call is answered. @returns its id */
  async talk(): Promise<string> {
    const id = await this.ring();
    await this.driver.answer();
    await this.hears('answered');
    return id;
  }

  /** The caller hangs up; done once the driver had its time for the record. */
  async hangUp(): Promise<void> {
    await this.driver.callerHangsUp();
    await eventually('all calls are over', () => this.report.open.length === 0);
    await this.driver.timer.pass(RECORD_MS);
    await turn();
  }

  /** Cuts the link; done once the driver has noticed. */
  async cut(): Promise<void> {
    await this.driver.link?.cut();
    const call = async (): Promise<string | null> =>
      this.isOffered('originate')
        ? this.outcome({ kind: 'originate', target: '+79161112233' })
        : 'TelephonyUnavailable';
    // A driver without a lasting connection learns of it by a command that fails.
    await call();
    await eventually('the link is lost', () => this.report.links.at(-1) === false);
    const reason = await call();
    if (reason !== 'TelephonyUnavailable') throw new Error(`without a link a call comes out as ${reason}`);
  }

  /** Restores the link; done once the driver has reported that and its calls. */
  async restore(): Promise<void> {
    const resyncs = this.report.resyncs.length;
    await this.driver.link?.restore();
    await eventually('the link is there again', () => this.report.links.at(-1));
    await eventually('resynced', () => this.report.resyncs.length > resyncs);
  }

  /** Done once these words, and no others, were reported of the agent's calls after the first `before`. */
  private async reports(what: string, before: number, words: readonly string[]): Promise<void> {
    await eventually(what, () => this.story.length >= before + words.length);
    for (let count = 0; count < REPEAT_TURNS; count += 1) await turn();
    const reported = this.story.slice(before).join(', ');
    if (reported !== words.join(', '))
      throw new Error(`${what} is reported as: ${reported}; expected: ${words.join(', ')}`);
  }
}
