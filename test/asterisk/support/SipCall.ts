import { setTimeout as pause } from 'node:timers/promises';
import type { RtpStream } from './RtpStream';
import { readSdp, writeSdp, type MediaDirection } from './sdp';
import { SipDialog } from './SipDialog';
import type { SipPhase } from './SipPhase';
import { header, numberOf, sequence, type SipMessage } from './SipMessage';
import { random, type SipRequest, type SipSocket } from './SipSocket';
import { PATIENCE_MS } from '../../support/patience';
import { until } from './until';

const [CROSSINGS, CROSSED_MS] = [10, 50];

/** A call as a phone has it: its phase, its dialog and its sound. */
export class SipCall {
  phase: SipPhase;
  /** Responses to our INVITE in their order, such as 100, 180, 200. */
  readonly codes: number[] = [];
  /** Who the phone shows at the other end; it changes with a transfer. */
  number: string;
  isHolding = false;
  /** The other end has our answer or refusal. */
  isAcknowledged = false;
  private readonly tag = random();
  private version = 0;
  private dialog: SipDialog | null = null;
  private earlyDialog: SipDialog | null = null;
  private stopCalling: (() => void) | null = null;

  constructor(
    private readonly socket: SipSocket,
    readonly sound: RtpStream,
    readonly id: string,
    /** What came in; `null`: it is we who call. */
    readonly invite: SipMessage | null,
    number: string,
  ) {
    this.number = number;
    this.phase = invite === null ? 'calling' : 'ringing';
    if (invite === null) return;
    this.dialog = SipDialog.ofInvite(socket, invite, this.tag);
    sound.towards(readSdp(invite.body));
  }

  /** Digits that the other end has dialled to us. */
  get digits(): string {
    return this.sound.digits;
  }

  /** Sends the INVITE; `phase` has the outcome. */
  place(host: string, from: string): void {
    const uri = `sip:${this.number}@${host}:${this.socket.pbxPort}`;
    const request: SipRequest = {
      method: 'INVITE',
      uri,
      from: `<sip:${from}@${host}>;tag=${this.tag}`,
      to: `<${uri}>`,
      callId: this.id,
      cseq: 1,
      body: this.sdp('sendrecv'),
      provisional: (response) => this.early(request, response),
    };
    const noteBranch = (branch: string, cseq: number): void => {
      this.stopCalling = () => this.socket.cancel(request, branch, cseq);
    };
    void this.socket.request(request, noteBranch).then((result) => {
      const { response } = result;
      this.codes.push(response.code);
      if (response.code >= 300) {
        this.socket.acknowledge(request, result);
        this.end();
        return;
      }
      this.dialog = SipDialog.ofAnswer(this.socket, request, result);
      this.socket.acknowledge(request, result, this.dialog.target);
      this.sound.towards(readSdp(response.body));
      this.talk();
    });
  }

  /** Tells the caller that it rings (180), or lets it hear (183). */
  ring(code: 180 | 183): void {
    this.answerInvite(code, code === 183 ? this.sdp('sendrecv') : '');
    if (code === 183) this.sound.speak(true);
  }

  answer(): void {
    if (this.phase !== 'ringing') throw new Error(`a call that is ${this.phase} can't be answered`);
    this.answerInvite(200, this.sdp('sendrecv'));
    this.talk();
  }

  /** @param code 486 busy, 603 refused */
  reject(code = 486): void {
    if (this.phase !== 'ringing') throw new Error(`a call that is ${this.phase} can't be refused`);
    this.answerInvite(code);
    this.end();
  }

  /** Sends the caller on to another number: 302, as a phone with a forward does. */
  forward(number: string): void {
    this.answerInvite(302, '', `<sip:${number}@127.0.0.1:${this.socket.pbxPort}>`);
    this.end();
  }

  /** Takes our INVITE back. */
  cancel(): void {
    this.stopCalling?.();
  }

  async hangup(): Promise<void> {
    const bye = (await this.answered()).request('BYE');
    this.end();
    await bye;
  }

  /** As by the phone's own key: a re-INVITE. */
  async hold(isHeld: boolean): Promise<void> {
    const direction = isHeld ? 'sendonly' : 'sendrecv';
    this.isHolding = isHeld;
    this.sound.speak(!isHeld);
    const dialog = await this.answered();
    const offer = (): Promise<SipMessage> => dialog.request('INVITE', [], this.sdp(direction));
    let response = await offer();
    // Both ends have changed the call at once: each tries again (RFC 3261, 14.1).
    for (let again = 0; response.code === 491 && again < CROSSINGS; again += 1) {
      await pause(CROSSED_MS);
      response = await offer();
    }
    if (response.code !== 200) throw new Error(`hold: ${response.code}`);
    this.sound.towards(readSdp(response.body));
  }

  /** Blind transfer by the phone. Resolves with the code, such as 202. */
  async transfer(number: string): Promise<number> {
    const dialog = await this.answered();
    const headers = [
      `Refer-To: <sip:${number}@127.0.0.1:${this.socket.pbxPort}>`,
      `Referred-By: ${dialog.self}`,
    ];
    return (await dialog.request('REFER', headers)).code;
  }

  /** Attended transfer by the phone: joins the other ends of this call and that one. @param isEarly that one still rings there */
  async join(other: SipCall, isEarly = false): Promise<number> {
    const dialog = await this.answered();
    const its = await (isEarly ? until('it rings there', () => other.earlyDialog) : other.answered());
    const headers = [`Refer-To: ${its.replaces}`, `Referred-By: ${dialog.self}`];
    return (await dialog.request('REFER', headers)).code;
  }

  press(digits: string): void {
    this.sound.press(digits);
  }

  /** Waits for the phase. */
  async until(phase: SipPhase, limitMs = PATIENCE_MS): Promise<void> {
    await until(
      () => `${this.number}'s call is ${phase}, it is ${this.phase}`,
      () => this.phase === phase,
      limitMs,
    );
  }

  /** Waits until for 200 ms just this is heard: `101`, `client+music`, `silence`, `nothing`. */
  async untilHears(what: string, limitMs = PATIENCE_MS): Promise<void> {
    this.sound.forget();
    const last = (): string => this.sound.hears();
    await until(
      () => `${what} is heard, it is ${last()}`,
      () => last() === what,
      limitMs,
    );
  }

  /** A request of the other end within the call. */
  take(request: SipMessage): void {
    switch (request.method) {
      case 'INVITE':
      case 'UPDATE': {
        this.show(request);
        const hasSound = request.body !== '' || request.method === 'INVITE';
        this.sound.towards(readSdp(request.body));
        this.socket.reply(request, 200, { body: hasSound ? this.sdp(this.direction) : '' });
        return;
      }
      case 'CANCEL':
        this.socket.reply(request, 200);
        if (this.phase === 'ringing') this.reject(487);
        return;
      case 'BYE':
        this.socket.reply(request, 200);
        this.end();
        return;
      case 'ACK':
        this.isAcknowledged = true;
        return;
      case 'NOTIFY':
        this.socket.reply(request, 200);
        // How a transfer that we asked for goes on: the phone hangs up once it is done.
        if (/^SIP\/2\.0 2/.test(request.body) && this.phase === 'up') void this.hangup();
        return;
      default:
        this.socket.reply(request, 200);
    }
  }

  /** Ends what is left of it without a word. */
  end(): void {
    if (this.phase === 'ended') return;
    this.phase = 'ended';
    this.sound.close();
  }

  private get direction(): MediaDirection {
    return this.isHolding ? 'sendonly' : 'sendrecv';
  }

  private talk(): void {
    this.phase = 'up';
    this.sound.speak(true);
  }

  private early(request: SipRequest, response: SipMessage): void {
    this.codes.push(response.code);
    this.sound.towards(readSdp(response.body));
    const result = { response, cseq: sequence(response).number, branch: '' };
    if (response.code > 100) this.earlyDialog = SipDialog.ofAnswer(this.socket, request, result);
  }

  private show(request: SipMessage): void {
    const shown = numberOf(header(request, 'p-asserted-identity'));
    if (shown !== '') this.number = shown;
  }

  private answerInvite(code: number, body = '', contact = this.socket.contact): void {
    if (this.invite !== null) this.socket.reply(this.invite, code, { tag: this.tag, body, contact });
  }

  private sdp(direction: MediaDirection): string {
    this.version += 1;
    return writeSdp(this.socket.account.host, this.sound.port, this.version, direction);
  }

  /** The other end, once it has answered. */
  private async answered(): Promise<SipDialog> {
    if (this.phase === 'calling') await this.until('up');
    if (this.dialog === null) throw new Error(`a call that is ${this.phase} has no other end`);
    return this.dialog;
  }
}
