import type { AmiMessage } from '../../server/telephony/asterisk/ami/AmiMessage';
import { isDriverVariable } from '../../server/telephony/asterisk/tracking/driverVariables';
import type { FakeTimer } from '../support/FakeTimer';
import type { FakeAction, FakeAsterisk, FakeMessage } from '../server/support/FakeAsterisk';
import { ChannelList } from '../server/telephony/asterisk/tracking/support/ChannelList';
import { Script } from '../server/telephony/asterisk/tracking/support/Script';

const DONE: readonly FakeMessage[] = [{ Response: 'Success' }];
const GONE: readonly FakeMessage[] = [{ Response: 'Error', Message: 'No such channel' }];

/** Shortest pause between digits, ms (ITU-T Q.24). */
const DIGIT_PAUSE_MS = 70;

/** Headers that name a live channel; that of `Originate` names a phone. */
const CHANNELS = ['Channel', 'ExtraChannel', 'Channel1', 'Channel2'] as const;

/**
 * Asterisk with one call of agent 101 at a time. Actions have the effect that they have with our dialplan, as events of
 * the call's channels; one on a channel that does not live is refused.
 */
export class PlayedAsterisk {
  /** Digits that were played to a channel. */
  digits = '';
  private digitAt = -Infinity;
  private readonly list = new ChannelList();
  private readonly script = new Script((message) => this.say(message));
  private calls = 0;
  private bridges = 0;
  /** Uniqueids of the live channels by name. */
  private readonly ids = new Map<string, string>();
  /** Bridges of the channels that are in one, by Uniqueid. */
  private readonly bridged = new Map<string, string>();
  /** Caller, agent's phone, and who was called from there. */
  private live: string[] = [];

  constructor(
    readonly ami: FakeAsterisk,
    timer: FakeTimer,
  ) {
    ami.answerList('Status', () => this.list.statuses);
    ami.answerList('ShowDialPlan', () => [
      { Event: 'ListDialplan', Context: 'from-internal', Extension: 'any', Priority: '1' },
    ]);
    this.plays('Originate', (action) => this.originated(action));
    this.plays('Hangup', (action) =>
      this.hangUp(this.idOf(action, 'Channel'), Number(header(action, 'Cause'))),
    );
    this.plays('Setvar', (action) =>
      this.sets(this.idOf(action, 'Channel'), header(action, 'Variable'), header(action, 'Value')),
    );
    this.plays('Redirect', (action) => this.redirected(action));
    this.plays('Bridge', (action) =>
      this.connected(this.idOf(action, 'Channel1'), this.idOf(action, 'Channel2')),
    );
    this.plays('PJSIPNotify', (action) =>
      this.notified(this.idOf(action, 'Channel'), header(action, 'Variable')),
    );
    this.plays('PlayDTMF', (action) => {
      // Digits without a pause between have one RTP timestamp: the far end takes them for one.
      if (timer.elapsed() - this.digitAt >= DIGIT_PAUSE_MS) this.digits += header(action, 'Digit');
      this.digitAt = timer.elapsed();
    });
    // It sends no event of it.
    this.plays('MuteAudio', () => undefined);
  }

  /** A call comes in and rings the agent's phone. */
  calling(name: string, number: string, dialled: string): void {
    this.calls += 1;
    const [from, to] = [`from-${this.calls}`, `to-${this.calls}`];
    this.live = [from, to];
    this.script.calls(from, name, number, dialled).open(to, `PJSIP/101-${this.calls}`, '101', from);
    this.script.rings(from, to);
  }

  /** The agent picks up. */
  answer(): void {
    const [from = '', to = ''] = this.live;
    this.script.answers(from, to, this.newBridge());
  }

  /** The party that the agent consults picks up. */
  consultedAnswers(): void {
    const [, agent = '', consulted = ''] = this.live;
    this.script.answers(agent, consulted, this.newBridge());
  }

  /** The call is over: its channels hang up, this one with its own cause. */
  hangUp(first: string | null = null, cause = 16): void {
    for (const id of this.live.splice(0).reverse()) this.script.hangsUp(id, id === first ? cause : 16);
  }

  /** Plays an action after it is acknowledged. */
  private plays(name: string, play: (action: FakeAction) => void): void {
    this.ami.answer(name, (action) => {
      const named = name === 'Originate' ? [] : CHANNELS.flatMap((one) => action[one] ?? []);
      if (!named.every((channel) => this.ids.has(channel))) return GONE;
      setImmediate(() => play(action));
      return DONE;
    });
  }

  private originated(action: FakeAction): void {
    const id = header(action, 'ChannelId');
    this.script.open(id, `${header(action, 'Channel')}-o${this.calls}`);
    this.live.push(id);
    for (const pair of action['Variable'] ?? []) {
      const [name = '', value = ''] = pair.split('=');
      if (isDriverVariable(name)) this.sets(id, name, value);
    }
    this.script.rings(null, id);
  }

  private sets(id: string, name: string, value: string): void {
    this.script.event('VarSet', id, { Variable: name, Value: value });
  }

  /** Sends one channel or two to a place in our dialplan. */
  private redirected(action: FakeAction): void {
    for (const prefix of action['ExtraChannel'] === undefined ? [''] : ['', 'Extra'])
      this.goes(
        this.idOf(action, `${prefix}Channel`),
        header(action, `${prefix}Context`),
        header(action, `${prefix}Exten`),
      );
  }

  private goes(id: string, context: string, exten: string): void {
    this.leaves(id);
    const [caller = '', agent = ''] = this.live;
    switch (context) {
      case 'asteriskng-hold':
        return this.sets(id, 'ASTERISKNG_AT', 'hold');
      case 'asteriskng-wait':
        return this.sets(id, 'ASTERISKNG_AT', 'wait');
      case 'asteriskng-consult':
        this.sets(id, 'ASTERISKNG_AT', 'consult');
        return this.dials(id, exten, caller);
      case 'asteriskng-transfer':
        // The agent's phone is alone then, and Asterisk hangs it up.
        this.leaves(agent);
        this.script.hangsUp(agent);
        this.live = [caller];
        return this.dials(id, exten, caller);
      default:
        throw new Error(`${context} is not played`);
    }
  }

  /** The channel calls the number outside, which rings. */
  private dials(by: string, number: string, linkedid: string): void {
    const id = `out-${this.calls}`;
    this.live.push(id);
    this.script.open(id, `PJSIP/trunk-o${this.calls}`, number, linkedid).rings(by, id);
  }

  /** Bridges two channels. A phone that one of them leaves for that is hung up. */
  private connected(one: string, other: string): void {
    const left = [one, other].map((id) => this.bridged.get(id));
    for (const id of [one, other]) this.leaves(id);
    this.script.enters(this.newBridge(), one, other);
    for (const [id, bridge] of [...this.bridged])
      if (left.includes(bridge)) {
        this.leaves(id);
        this.script.hangsUp(id);
        this.live = this.live.filter((live) => live !== id);
      }
  }

  private leaves(id: string): void {
    const bridge = this.bridged.get(id);
    if (bridge !== undefined) this.script.leaves(bridge, id);
  }

  /** The phone is asked to answer, to hold, or to go on. */
  private notified(id: string, variable: string): void {
    if (variable === 'Event=hold') this.script.event('Hold', id);
    else if (this.bridged.has(id)) this.script.event('Unhold', id);
    else this.answer();
  }

  private newBridge(): string {
    this.bridges += 1;
    return `bridge-${this.bridges}`;
  }

  /** Uniqueid of the channel that the action names; it may have hung up since the action was acknowledged. */
  private idOf(action: FakeAction, name: string): string {
    return this.ids.get(header(action, name)) ?? '';
  }

  private say(message: AmiMessage): void {
    const { Event: event, Channel: name = '', Uniqueid: id = '', BridgeUniqueid: bridge = '' } = message;
    if (event === 'Newchannel') this.ids.set(name, id);
    if (event === 'Hangup') this.ids.delete(name);
    if (event === 'BridgeEnter') this.bridged.set(id, bridge);
    if (event === 'BridgeLeave' || event === 'Hangup') this.bridged.delete(id);
    this.list.take(message);
    this.ami.event(message);
  }
}

function header(action: FakeAction, name: string): string {
  return action[name]?.[0] ?? '';
}
