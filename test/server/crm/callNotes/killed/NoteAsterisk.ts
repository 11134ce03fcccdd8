import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { FakeAsterisk, type FakeAction, type FakeMessage } from '../../../support/FakeAsterisk';
import { ChannelList } from '../../../telephony/asterisk/tracking/support/ChannelList';
import { Script } from '../../../telephony/asterisk/tracking/support/Script';

const DONE: readonly FakeMessage[] = [{ Response: 'Success' }];
const GONE: readonly FakeMessage[] = [{ Response: 'Error', Message: 'No such channel' }];

const CLIENT = '1763700000.1';
const PHONES = { '101': '1763700000.2', '102': '1763700000.3' } as const;

/** Asterisk with one call: a client calls 101, who may hand the client over to 102. It goes on whatever becomes of backends. */
export class NoteAsterisk {
  /** Key of the whole call. */
  readonly callId = CLIENT;
  private readonly list = new ChannelList();
  private readonly script: Script;
  /** Live channels, by name. */
  private readonly ids = new Map<string, string>();
  private bridge: string | null = null;
  private handedOver = false;

  private constructor(
    readonly ami: FakeAsterisk,
    private readonly number: string,
    private readonly now: () => number,
  ) {
    this.script = new Script((message) => this.say(message));
    ami.answerList('Status', () => this.list.statusesAt(this.now()));
    ami.answerList('QueueStatus', () => []);
    ami.answerList('DeviceStateList', () => []);
    ami.answerList('ShowDialPlan', () => [
      { Event: 'ListDialplan', Context: 'internal', Extension: '102', Priority: '1' },
    ]);
    this.plays('Setvar', (id, action) => {
      this.script.event('VarSet', id, {
        Variable: header(action, 'Variable'),
        Value: header(action, 'Value'),
      });
    });
    this.plays('Redirect', (id, action) => this.redirected(id, header(action, 'Exten')));
  }

  /** @param number of the client @param now ms since 1970 */
  static async start(number: string, now: () => number): Promise<NoteAsterisk> {
    return new NoteAsterisk(await FakeAsterisk.start(), number, now);
  }

  /** The client is at 102, or on the way there. */
  get isHandedOver(): boolean {
    return this.handedOver;
  }

  /** The client calls, and 101's phone rings. */
  ring(): void {
    this.onTime()
      .calls(CLIENT, 'PJSIP/trunk-1', this.number, '101')
      .open(PHONES['101'], 'PJSIP/101-1', '101', CLIENT);
    this.script.rings(CLIENT, PHONES['101']);
  }

  /** The phone that rings is picked up. */
  answer(who: '101' | '102'): void {
    this.bridge = `bridge-${who}`;
    this.onTime().answers(CLIENT, PHONES[who], this.bridge);
  }

  /** The client hangs up. */
  hangUp(): void {
    const ids = [...this.ids.values()];
    this.onTime();
    if (this.bridge !== null) this.script.leaves(this.bridge, ...ids);
    for (const id of ids) this.script.hangsUp(id);
  }

  close(): Promise<void> {
    return this.ami.stop();
  }

  /** Plays an action on a channel after it is acknowledged. */
  private plays(name: string, play: (id: string, action: FakeAction) => void): void {
    this.ami.answer(name, (action) => {
      const id = this.ids.get(header(action, 'Channel'));
      if (id === undefined) return GONE;
      setImmediate(() => {
        this.onTime();
        if (this.ids.has(header(action, 'Channel'))) play(id, action);
      });
      return DONE;
    });
  }

  /** Our dialplan has the client's channel dial the colleague; the agent's phone is alone then, and is hung up. */
  private redirected(id: string, exten: string): void {
    if (id !== CLIENT || exten !== '102' || this.bridge === null) throw new Error(`${exten} is not played`);
    this.script.leaves(this.bridge, CLIENT, PHONES['101']).hangsUp(PHONES['101']);
    this.bridge = null;
    this.handedOver = true;
    this.script.open(PHONES['102'], 'PJSIP/102-1', '102', CLIENT).rings(CLIENT, PHONES['102']);
  }

  /** What is played next happens now. */
  private onTime(): Script {
    return this.script.pass(Math.max(0, this.now() - this.script.now));
  }

  private say(message: AmiMessage): void {
    const { Event: event, Channel: name = '', Uniqueid: id = '' } = message;
    if (event === 'Newchannel') this.ids.set(name, id);
    if (event === 'Hangup') this.ids.delete(name);
    this.list.take(message);
    this.ami.event(message);
  }
}

function header(action: FakeAction, name: string): string {
  return action[name]?.[0] ?? '';
}
