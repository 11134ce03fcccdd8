import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import type { DriverVariable } from '../../../../../../server/telephony/asterisk/tracking/driverVariables';

const STATES = { down: '0', calling: '4', ringing: '5', up: '6' } as const;

interface Channel {
  readonly id: string;
  readonly name: string;
  readonly linkedid: string;
  readonly number: string;
  readonly exten: string;
  state: keyof typeof STATES;
}

/** Plays Asterisk: each of its functions sends the events that Asterisk would send, a millisecond apart. */
export class Script {
  private at = 1_763_700_000_000;
  private readonly channels = new Map<string, Channel>();

  constructor(private readonly send: (message: AmiMessage) => void) {}

  /** When the last event came, ms since 1970. */
  get now(): number {
    return this.at;
  }

  /** Nothing happens for so many milliseconds. */
  pass(ms: number): this {
    this.at += ms;
    return this;
  }

  /** A channel that has called us. */
  calls(id: string, name: string, number: string, exten: string, linkedid = id): this {
    return this.create({ id, name, linkedid, number, exten, state: 'calling' });
  }

  /** A channel that we call; it does not ring yet. */
  open(id: string, name: string, number = '<unknown>', linkedid = id): this {
    return this.create({ id, name, linkedid, number, exten: 's', state: 'down' });
  }

  /** The first channel (null: an Originate) calls the second, which rings. */
  rings(by: string | null, id: string): this {
    this.dial('DialBegin', by, id);
    return this.state(id, 'ringing').dial('DialState', by, id, 'RINGING');
  }

  begins(by: string | null, id: string): this {
    return this.dial('DialBegin', by, id);
  }

  /** @param forward where the phone has sent the call on to */
  dialEnds(by: string | null, id: string, status: string, forward = ''): this {
    return this.dial('DialEnd', by, id, status, forward);
  }

  /** The second channel answers the first, which comes up too, and both are bridged. */
  answers(by: string, id: string, bridge: string): this {
    this.state(id, 'up').dialEnds(by, id, 'ANSWER').state(by, 'up');
    return this.enters(bridge, id, by);
  }

  state(id: string, state: Channel['state']): this {
    const channel = this.channel(id);
    if (channel.state === state) return this;
    channel.state = state;
    return this.event('Newstate', id);
  }

  enters(bridge: string, ...ids: string[]): this {
    for (const id of ids)
      this.event('BridgeEnter', id, { BridgeUniqueid: bridge, BridgeTechnology: 'simple_bridge' });
    return this;
  }

  leaves(bridge: string, ...ids: string[]): this {
    for (const id of ids) this.event('BridgeLeave', id, { BridgeUniqueid: bridge });
    return this;
  }

  sets(id: string, name: DriverVariable, value: string): this {
    return this.event('VarSet', id, { Variable: name, Value: value });
  }

  /** An attended transfer puts the first channel where the second one was, which runs an application. */
  takesPlace(id: string, ofId: string): this {
    const ended = { DestType: 'App', Result: 'Success' };
    const both = { ...this.headers('Transferee', id), ...this.headers('SecondTransferer', ofId) };
    this.send({ Event: 'AttendedTransfer', Timestamp: this.stamp(), ...both, ...ended });
    return this;
  }

  hangsUp(id: string, cause = 16): this {
    return this.event('Hangup', id, { Cause: String(cause) });
  }

  /** The result of what this channel has dialled. */
  outcome(id: string, status: string): this {
    return this.event('VarSet', id, { Variable: 'DIALSTATUS', Value: status });
  }

  /** The dialplan sends the channel to another extension. */
  hasMoved(id: string, exten: string): this {
    this.channels.set(id, { ...this.channel(id), exten });
    return this;
  }

  /** A channel that is there already: its caller answered long ago. */
  knows(id: string, name: string, number: string): this {
    this.channels.set(id, { id, name, linkedid: id, number, exten: '', state: 'up' });
    return this;
  }

  /** Any other event of the channel. */
  event(event: string, id: string, fields: AmiMessage = {}): this {
    this.send({ Event: event, Timestamp: this.stamp(), ...this.headers('', id), ...fields });
    return this;
  }

  private create(channel: Channel): this {
    this.channels.set(channel.id, channel);
    return this.event('Newchannel', channel.id);
  }

  private dial(event: string, by: string | null, id: string, status?: string, forward = ''): this {
    const own = by === null ? {} : this.headers('', by);
    const sent = forward === '' ? {} : { Forward: forward };
    const ended = status === undefined ? {} : { DialStatus: status, ...sent };
    this.send({ Event: event, Timestamp: this.stamp(), ...own, ...this.headers('Dest', id), ...ended });
    return this;
  }

  private headers(prefix: string, id: string): AmiMessage {
    const { name, linkedid, number, exten, state } = this.channel(id);
    return {
      [`${prefix}Channel`]: name,
      [`${prefix}ChannelState`]: STATES[state],
      [`${prefix}CallerIDNum`]: number,
      [`${prefix}Exten`]: exten,
      [`${prefix}Uniqueid`]: id,
      [`${prefix}Linkedid`]: linkedid,
    };
  }

  private stamp(): string {
    this.at += 1;
    return (this.at / 1_000).toFixed(6);
  }

  private channel(id: string): Channel {
    const channel = this.channels.get(id);
    if (channel === undefined) throw new Error(`no channel ${id}`);
    return channel;
  }
}
