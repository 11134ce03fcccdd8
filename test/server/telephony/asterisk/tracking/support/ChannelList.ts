import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';

/** Headers of a channel in each event. */
const SHOWN = [
  'Channel',
  'ChannelState',
  'CallerIDNum',
  'ConnectedLineNum',
  'Context',
  'Exten',
  'Uniqueid',
  'Linkedid',
];
const KEPT = [...SHOWN, 'BridgeID', 'Application', 'Data', 'DNID', 'Variable'];

/** What a real Asterisk would answer to `Status` after the events that it has sent. */
export class ChannelList {
  /** What it would answer of `CHANNEL(rtp,hold)`, by the channel's id: phones that have held or resumed. */
  readonly holds = new Map<string, boolean>();
  private readonly channels = new Map<string, Record<string, string>>();
  /** Callers whose Dial goes on at a number that a phone has named. */
  private readonly forwarding = new Set<Record<string, string>>();

  private readonly hungUp = new Set<Record<string, string>>();
  /** Callers whom a queue has put through or given up: what they dial next is no call of the queue. */
  private readonly haveLeft = new Set<Record<string, string>>();

  take(message: AmiMessage): this {
    const { Event: event = '', Uniqueid: id } = message;
    this.see(message, '');
    this.see(message, 'Dest');
    const channel = this.channels.get(id ?? '');
    const dest = this.channels.get(message['DestUniqueid'] ?? '');
    if (event === 'DialBegin' && dest !== undefined) {
      Object.assign(dest, {
        Application: channel === undefined ? 'AppDial2' : 'AppDial',
        Data: '(Outgoing Line)',
      });
      const phone = dest['Channel']?.replace(/-[0-9a-f]+(;\d)?$/, '') ?? '';
      // Where a phone has sent the call on, the words of the Dial stay as they were.
      const isForwarded = channel !== undefined && this.forwarding.delete(channel);
      if (channel !== undefined && this.haveLeft.delete(channel))
        Object.assign(channel, { Application: 'Dial', Data: phone });
      else if (channel !== undefined && channel['Application'] !== 'Queue' && !isForwarded)
        Object.assign(channel, { Application: 'Dial', Data: `${channel['Data'] ?? ''}&${phone}` });
    }
    if (event === 'AttendedTransfer' && message['DestType'] === 'App') this.takePlace(message);
    // Asterisk lists no channel that has hung up, though its transfer goes on.
    const transferer = this.channels.get(message['OrigTransfererUniqueid'] ?? '');
    if (event === 'AttendedTransfer' && transferer?.['HungUp'] === '1') this.hungUp.add(transferer);
    if (channel === undefined) return this;
    if (event === 'DialEnd' && (message['Forward'] ?? '') !== '') this.forwarding.add(channel);
    // An analogue line comes to the start extension, and has none.
    const isRinging = message['ChannelState'] === '4' && channel['Application'] === undefined;
    if (isRinging && message['Exten'] !== 's') channel['DNID'] ??= message['Exten'] ?? '';
    if (event === 'BridgeEnter') channel['BridgeID'] = message['BridgeUniqueid'] ?? '';
    if (event === 'BridgeLeave' && channel['BridgeID'] === message['BridgeUniqueid'])
      channel['BridgeID'] = '';
    if (event === 'QueueCallerJoin')
      Object.assign(channel, { Application: 'Queue', Data: message['Queue'] ?? '' });
    if (event === 'QueueCallerLeave') this.haveLeft.add(channel);
    if (event === 'VarSet')
      channel['Variable'] =
        `${channel['Variable'] ?? ''}\n${message['Variable'] ?? ''}=${message['Value'] ?? ''}`;
    const isPjsip = channel['Channel']?.startsWith('PJSIP/') === true;
    if (isPjsip && (event === 'Hold' || event === 'Unhold')) this.holds.set(id ?? '', event === 'Hold');
    if (event === 'HangupRequest') channel['HungUp'] = '1';
    if (event === 'Hangup') this.channels.delete(id ?? '');
    return this;
  }

  /** Who is transferred goes on with what the transferring phone's second channel has run, such as a Queue. */
  private takePlace(message: AmiMessage): void {
    const transferee = this.channels.get(message['TransfereeUniqueid'] ?? '');
    const second = this.channels.get(message['SecondTransfererUniqueid'] ?? '');
    if (transferee === undefined || second === undefined) return;
    Object.assign(transferee, {
      Application: second['Application'] ?? '',
      Data: second['Data'] ?? '',
      BridgeID: '',
    });
    second['Application'] = '';
  }

  /** The answer's events. */
  get statuses(): readonly AmiMessage[] {
    return this.statusesAt(null);
  }

  /** The answer's events at this time, ms since 1970; null: each channel is a second old. */
  statusesAt(now: number | null): readonly AmiMessage[] {
    const listed = [...this.channels.values()].filter((channel) => !this.hungUp.has(channel));
    return listed.map((channel) => {
      const age = now === null ? 1 : now / 1_000 - Number(channel['Since'] ?? now / 1_000);
      return {
        Event: 'Status',
        ...Object.fromEntries(KEPT.map((name) => [name, channel[name] ?? ''])),
        Seconds: `${Math.max(0, Math.floor(age))}`,
      };
    });
  }

  private see(message: AmiMessage, prefix: string): void {
    const id = message[`${prefix}Uniqueid`];
    const state = message[`${prefix}ChannelState`];
    if (id === undefined || state === undefined) return;
    const known = this.channels.get(id);
    if (known === undefined && message['Event'] !== 'Newchannel') return;
    const channel = known ?? { Since: message['Timestamp'] ?? '' };
    this.channels.set(id, channel);
    for (const name of SHOWN) channel[name] = message[`${prefix}${name}`] ?? '';
  }
}
