import type { WireCall } from '../protocol/call';
import type { WireMissedClient } from '../protocol/missedClient';
import type { IncomingOptions } from '../server/telephony/simulator/Exchange';
import type { Simulator } from '../server/telephony/simulator/Simulator';
import type { BackendControl } from './BackendControl';
import { scenarioContacts, type Business } from './business/Business';
import { numberOf } from './business/phonebookOf';
import type { User } from './page/Account';
import { RemoteWidget } from './RemoteWidget';
import { DeskError } from './DeskError';
import { deskErrorMessages } from './messages';

/**
 * What scenarios act on: the simulated telephone system, the agent whose page plays the scenario, and a colleague,
 * whose widget is imitated by requests to the backend. Methods fail with a `DeskError` when the backend refuses.
 */
export class Stage {
  private readonly myWidget: RemoteWidget;
  private readonly colleagueWidget: RemoteWidget;

  constructor(
    readonly simulator: Simulator,
    /** The agent whose page plays the scenario. */
    readonly me: User,
    /** The other agent of the account. */
    readonly colleague: User,
    backend: Pick<BackendControl, 'address' | 'tokenOf'>,
    private readonly business: Business,
  ) {
    const widgetOf = (user: User): RemoteWidget =>
      new RemoteWidget(backend.address, user, (one) => backend.tokenOf(one));
    this.myWidget = widgetOf(me);
    this.colleagueWidget = widgetOf(colleague);
  }

  /** Name of the queue of incoming calls. */
  get queue(): string {
    return this.business.queue;
  }

  /** A number that no card has. */
  get unknownNumber(): string {
    return this.business.unknownNumber;
  }

  /** Number of a contact of the scenarios. */
  numberOf(name: keyof typeof scenarioContacts): string {
    return numberOf(this.business.cards, scenarioContacts[name]);
  }

  /** Extensions of both agents, `me` first. */
  get extensions(): readonly string[] {
    return [this.me.extension, this.colleague.extension];
  }

  /** Brings the agent into a conversation with a client: an existing one, else one with this number. */
  talk(from: string): Promise<WireCall> {
    return this.inConversation(this.myWidget, this.me, from);
  }

  /** Brings the colleague into a conversation with a client: an existing one, else one with this number. */
  colleagueTalks(from: string): Promise<WireCall> {
    return this.inConversation(this.colleagueWidget, this.colleague, from);
  }

  /**
   * A client calls these extensions; each phone rings until it is answered or the call ends. Fails when the agent's
   * phone does not ring.
   */
  async ring(from: string, extensions: readonly string[], options: IncomingOptions = {}): Promise<void> {
    const before = await this.live(this.myWidget);
    this.simulator.incoming(from, extensions, { answersItself: false, ...options });
    const after = await this.live(this.myWidget);
    if (after.every(({ unique_id }) => before.some((call) => call.unique_id === unique_id)))
      throw new DeskError(deskErrorMessages.phoneFull(this.me.extension));
  }

  /** The agent makes a call, without a click in the page. */
  async dial(phone: string): Promise<void> {
    await this.myWidget.call('originate', { phone });
  }

  /** The colleague transfers the client of this call to the agent, blind. */
  async handOver(call: WireCall): Promise<void> {
    await this.colleagueWidget.call('redirect', { phone: this.me.extension, unique_id: call.unique_id });
  }

  /** The colleague consults the agent about this call. */
  async consult(call: WireCall): Promise<void> {
    await this.colleagueWidget.call('consult', { phone: this.me.extension, unique_id: call.unique_id });
  }

  /** The colleague ends the consultation: hands the client over (`complete_transfer`) or returns to them. */
  async endConsultation(how: 'complete_transfer' | 'cancel_transfer'): Promise<void> {
    const calls = await this.live(this.colleagueWidget);
    const consultation = calls.find((call) => typeof call.consult_of === 'string');
    if (typeof consultation?.consult_of !== 'string') throw new DeskError(deskErrorMessages.noConsultation);
    await this.colleagueWidget.call(how, { unique_id: consultation.consult_of });
  }

  /** The colleague hangs up all calls but ringing ones. */
  async colleagueHangsUp(): Promise<void> {
    const calls = (await this.live(this.colleagueWidget)).filter(({ phase }) => phase !== 'RINGING');
    if (calls.length === 0) throw new DeskError(deskErrorMessages.colleagueIdle);
    for (const { unique_id } of calls) await this.colleagueWidget.call('hangup', { unique_id });
  }

  /** The colleague takes the first client of the company's missed calls that is free, else gives back the one they have. */
  async takeMissed(): Promise<void> {
    const { id, taken_by } = await this.missedOfColleague(({ taken_by }) => taken_by === null);
    await this.colleagueWidget.call('take_missed_client', { id, is_taken: taken_by === null });
  }

  /** The colleague calls a client of the company's missed calls back: the one they have taken, else the first one. */
  async callBack(): Promise<void> {
    const { id } = await this.missedOfColleague(({ taken_by }) => taken_by !== null);
    await this.colleagueWidget.call('call_back', { id });
  }

  /** A missed client that the colleague may call: the first that `isBest`, else any. */
  private async missedOfColleague(isBest: (line: WireMissedClient) => boolean): Promise<WireMissedClient> {
    const { clients } = await this.colleagueWidget.call('get_missed_clients', {});
    const theirs = clients.filter(
      ({ talked, taken_by }) => talked === null && (taken_by === null || taken_by.is_me),
    );
    const found = theirs.find(isBest) ?? theirs[0];
    if (found === undefined) throw new DeskError(deskErrorMessages.noMissed);
    return found;
  }

  private async inConversation(widget: RemoteWidget, { extension }: User, from: string): Promise<WireCall> {
    const isTalking = ({ phase, direction }: WireCall): boolean =>
      phase === 'CONVERSATION' && direction !== 'INTERNAL';
    const talking = async (): Promise<WireCall | undefined> => (await this.live(widget)).find(isTalking);
    const before = await talking();
    if (before !== undefined) return before;
    // A ringing phone is picked up; an idle one is called first.
    if (!this.simulator.answer(extension)) {
      this.simulator.incoming(from, [extension], { answersItself: false });
      this.simulator.answer(extension);
    }
    const after = await talking();
    if (after === undefined) throw new DeskError(deskErrorMessages.notPickedUp(extension));
    return after;
  }

  /** Calls that have not ended. */
  private async live(widget: RemoteWidget): Promise<readonly WireCall[]> {
    const { calls = [] } = await widget.call('get_agent_status', {});
    return calls.filter(({ phase }) => phase !== 'ENDED');
  }
}
