import type { WireCall } from '../protocol/call';
import type { IncomingOptions } from '../server/telephony/simulator/Exchange';
import type { Simulator } from '../server/telephony/simulator/Simulator';
import { part, type Business } from './business/Business';
import { numberOf } from './business/phonebookOf';
import type { User } from './page/accountShapes';
import { RemoteWidget } from './RemoteWidget';
import { SceneFault } from './SceneFault';
import { sceneFaultMessages } from './messages';

/** Where a scenario plays: the telephone system, the agent at the page and the colleague. */
export class Stage {
  private readonly mine: RemoteWidget;
  private readonly colleagues: RemoteWidget;

  constructor(
    readonly simulator: Simulator,
    /** The agent at the page. */
    readonly me: User,
    /** The other agent of the account. */
    readonly colleague: User,
    /** Where the backend is. */
    address: string,
    private readonly business: Business,
  ) {
    this.mine = new RemoteWidget(address, me);
    this.colleagues = new RemoteWidget(address, colleague);
  }

  /** Queue of the incoming line. */
  get queue(): string {
    return this.business.queue;
  }

  /** A number that no card has. */
  get stranger(): string {
    return this.business.stranger;
  }

  /** Number of the contact with this part. */
  numberOf(name: keyof typeof part): string {
    return numberOf(this.business.cards, part[name]);
  }

  /** Extensions of both agents, the agent at the page first. */
  get extensions(): readonly string[] {
    return [this.me.extension, this.colleague.extension];
  }

  /** The agent at the page talks with a client from here on; an idle one takes a call of this number. */
  talk(from: string): Promise<WireCall> {
    return this.inConversation(this.mine, this.me, from);
  }

  /** The colleague talks with a client from here on. */
  colleagueTalks(from: string): Promise<WireCall> {
    return this.inConversation(this.colleagues, this.colleague, from);
  }

  /** A client calls these phones; each rings until it is answered or the call ends. Fails when the phone of the agent at the page does not ring. */
  async ring(from: string, extensions: readonly string[], options: IncomingOptions = {}): Promise<void> {
    const before = await this.live(this.mine);
    this.simulator.incoming(from, extensions, { answersItself: false, ...options });
    const after = await this.live(this.mine);
    if (after.every(({ unique_id }) => before.some((call) => call.unique_id === unique_id)))
      throw new SceneFault(sceneFaultMessages.phoneFull(this.me.extension));
  }

  /** The agent at the page dials, without a click in the page. */
  async dial(phone: string): Promise<void> {
    await this.mine.ask('originate', { phone });
  }

  /** The colleague transfers the client of this call to the agent at the page: blind. */
  async handOver(call: WireCall): Promise<void> {
    await this.colleagues.ask('redirect', { phone: this.me.extension, unique_id: call.unique_id });
  }

  /** The colleague asks the agent at the page about this call. */
  async consult(call: WireCall): Promise<void> {
    await this.colleagues.ask('consult', { phone: this.me.extension, unique_id: call.unique_id });
  }

  /** The colleague ends the consultation: the client goes over, or comes back. */
  async endConsultation(how: 'complete_transfer' | 'cancel_transfer'): Promise<void> {
    const calls = await this.live(this.colleagues);
    const consultation = calls.find((call) => typeof call.consult_of === 'string');
    if (typeof consultation?.consult_of !== 'string') throw new SceneFault(sceneFaultMessages.noConsultation);
    await this.colleagues.ask(how, { unique_id: consultation.consult_of });
  }

  /** The colleague hangs up every call that does not only ring. */
  async colleagueHangsUp(): Promise<void> {
    const calls = (await this.live(this.colleagues)).filter(({ phase }) => phase !== 'RINGING');
    if (calls.length === 0) throw new SceneFault(sceneFaultMessages.colleagueIdle);
    for (const { unique_id } of calls) await this.colleagues.ask('hangup', { unique_id });
  }

  private async inConversation(widget: RemoteWidget, { extension }: User, from: string): Promise<WireCall> {
    const isTalking = ({ phase, direction }: WireCall): boolean =>
      phase === 'CONVERSATION' && direction !== 'INTERNAL';
    const talking = async (): Promise<WireCall | undefined> => (await this.live(widget)).find(isTalking);
    const before = await talking();
    if (before !== undefined) return before;
    // A phone that rings is picked up; an idle one rings first.
    if (!this.simulator.answer(extension)) {
      this.simulator.incoming(from, [extension], { answersItself: false });
      this.simulator.answer(extension);
    }
    const after = await talking();
    if (after === undefined) throw new SceneFault(sceneFaultMessages.notPickedUp(extension));
    return after;
  }

  /** Calls that are not over. */
  private async live(widget: RemoteWidget): Promise<readonly WireCall[]> {
    const { calls = [] } = await widget.ask('get_agent_status', {});
    return calls.filter(({ phase }) => phase !== 'ENDED');
  }
}
