import { RtpStream } from './RtpStream';
import { SipCall } from './SipCall';
import { header, numberOf, type SipMessage } from './SipMessage';
import { random, SipSocket, type SipAccount } from './SipSocket';
import { PATIENCE_MS } from '../../support/patience';
import { until } from './until';
import type { Voice } from './voices';

/** How a phone behaves by itself. */
export interface PhoneHabits {
  /** What it says to a call: rings (180), plays its own sound at once (183), or answers or refuses by itself. */
  readonly onCall?: 'ring' | 'progress' | 'answer' | 'busy' | 'refuse' | 'unknown' | 'silent';
  /** Obeys `Call-Info: …;answer-after=0` and `Alert-Info: …;info=alert-autoanswer`. */
  readonly obeysAutoAnswer?: boolean;
  /** What it does at a NOTIFY of `talk` or `hold`: obeys it, or answers 481 as some do. */
  readonly onNotify?: 'obey' | 'ignore' | 'refuse';
  /** Rings while it has another call; otherwise it is busy then. */
  readonly hasCallWaiting?: boolean;
  /** Calls in a row that it refuses as busy once it has had one: a phone that needs a moment to end it. */
  readonly busyAfterCall?: number;
}

const AUTO_ANSWER = /answer-after=0|alert-autoanswer/i;
const REGISTERED_S = 3_600;

/** A scripted telephone on UDP: rings, talks, hears. */
export class SipPhone {
  /** All calls, also those that are over. */
  readonly calls: SipCall[] = [];
  /** What may be changed at any time. */
  habits: PhoneHabits;
  /** Events of NOTIFY that came, such as `talk`. */
  readonly notified: string[] = [];
  private readonly given = new Set<SipCall>();
  private readonly registration = random();
  private registered = 0;
  private refusedAfterCall = 0;
  private socket!: SipSocket;

  private constructor(
    private readonly voice: Voice,
    habits: PhoneHabits,
  ) {
    this.habits = habits;
  }

  static async open(
    account: SipAccount,
    pbxPort: number,
    voice: Voice,
    habits: PhoneHabits = {},
  ): Promise<SipPhone> {
    const phone = new SipPhone(voice, habits);
    phone.socket = await SipSocket.open(account, pbxPort, (request) => phone.take(request));
    return phone;
  }

  async register(seconds = REGISTERED_S): Promise<void> {
    const self = `<sip:${this.socket.account.user}@127.0.0.1>`;
    this.registered += 2;
    const { response } = await this.socket.request({
      method: 'REGISTER',
      uri: 'sip:127.0.0.1',
      from: `${self};tag=${this.registration}`,
      to: self,
      callId: this.registration,
      cseq: this.registered,
      headers: [`Expires: ${seconds}`],
    });
    if (response.code !== 200) throw new Error(`${this.voice} is not registered: ${response.code}`);
  }

  /** Calls the number. @param from who is said to call; absent: the phone's own user */
  async call(number: string, from = this.socket.account.user): Promise<SipCall> {
    const sound = await RtpStream.open(this.socket.account.host, this.voice);
    const call = new SipCall(this.socket, sound, `${random()}@${this.socket.account.host}`, null, number);
    this.calls.push(call);
    call.place('127.0.0.1', from);
    return call;
  }

  /** The next call that comes in and was not given out yet, whatever has become of it. */
  async incoming(limitMs = PATIENCE_MS): Promise<SipCall> {
    const call = await until(
      `a call comes in at ${this.voice}`,
      () => this.calls.find((one) => one.invite !== null && !this.given.has(one)),
      limitMs,
    );
    this.given.add(call);
    return call;
  }

  /** Calls that are not over. */
  get live(): readonly SipCall[] {
    return this.calls.filter(({ phase }) => phase !== 'ended');
  }

  close(): void {
    for (const call of this.calls) call.end();
    this.socket.close();
  }

  private take(request: SipMessage): void {
    const id = header(request, 'call-id');
    const call = this.calls.find((one) => one.id === id);
    if (request.method === 'NOTIFY' && header(request, 'event') !== 'refer') this.takeNotify(request);
    else if (call !== undefined) call.take(request);
    else if (request.method === 'INVITE') void this.takeCall(request, id);
    else if (request.method !== 'ACK') this.socket.reply(request, request.method === 'OPTIONS' ? 200 : 481);
  }

  private async takeCall(invite: SipMessage, id: string): Promise<void> {
    const isBusy = this.isBusy();
    // Said before anything is waited for: the INVITE would be sent again.
    this.socket.reply(invite, 100);
    const sound = await RtpStream.open(this.socket.account.host, this.voice);
    const call = new SipCall(this.socket, sound, id, invite, numberOf(header(invite, 'from')));
    this.calls.push(call);
    this.greet(call, isBusy ? 'busy' : this.habits.onCall);
    const wish = `${header(invite, 'call-info')} ${header(invite, 'alert-info')}`;
    if (call.phase === 'ringing' && this.habits.obeysAutoAnswer === true && AUTO_ANSWER.test(wish))
      call.answer();
  }

  private isBusy(): boolean {
    if (this.live.length > 0) return this.habits.hasCallWaiting !== true;
    if (this.calls.length === 0 || this.refusedAfterCall >= (this.habits.busyAfterCall ?? 0)) return false;
    this.refusedAfterCall += 1;
    return true;
  }

  private greet(call: SipCall, how: PhoneHabits['onCall'] = 'ring'): void {
    if (how === 'busy') call.reject(486);
    if (how === 'refuse') call.reject(603);
    if (how === 'unknown') call.reject(404);
    if (how === 'progress') call.ring(183);
    if (how === 'ring' || how === 'answer') call.ring(180);
    if (how === 'answer') call.answer();
  }

  private takeNotify(request: SipMessage): void {
    const event = header(request, 'event');
    this.notified.push(event);
    if (this.habits.onNotify === 'refuse') {
      this.socket.reply(request, 481);
      return;
    }
    this.socket.reply(request, 200);
    if (this.habits.onNotify !== 'obey') return;
    const ringing = this.live.find(({ phase, invite }) => phase === 'ringing' && invite !== null);
    const talking = this.live.find(({ phase }) => phase === 'up');
    if (event === 'talk' && ringing !== undefined) ringing.answer();
    else if (event === 'talk' && talking?.isHolding === true) void talking.hold(false);
    else if (event === 'hold' && talking !== undefined) void talking.hold(true);
  }
}
