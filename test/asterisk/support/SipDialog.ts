import { header, tagOf, uriOf, type SipMessage } from './SipMessage';
import type { SipRequest, SipResult, SipSocket } from './SipSocket';

/** What both ends of a call have agreed upon: who they are and where requests go. */
export class SipDialog {
  private constructor(
    private readonly socket: SipSocket,
    readonly callId: string,
    private readonly local: string,
    private readonly far: string,
    /** The other end's contact. */
    readonly target: string,
    private cseq: number,
  ) {}

  /** Of an INVITE that came in. */
  static ofInvite(socket: SipSocket, invite: SipMessage, tag: string): SipDialog {
    const local = `${header(invite, 'to')};tag=${tag}`;
    const target = uriOf(header(invite, 'contact'));
    return new SipDialog(socket, header(invite, 'call-id'), local, header(invite, 'from'), target, 0);
  }

  /** Of an INVITE of ours that was answered with 200. */
  static ofAnswer(socket: SipSocket, request: SipRequest, { response, cseq }: SipResult): SipDialog {
    const target = uriOf(header(response, 'contact'));
    return new SipDialog(socket, request.callId, request.from, header(response, 'to'), target, cseq);
  }

  /** Resolves with the final response. */
  async request(method: string, headers: readonly string[] = [], body = ''): Promise<SipMessage> {
    this.cseq += 1;
    const request: SipRequest = {
      method,
      uri: this.target,
      from: this.local,
      to: this.far,
      callId: this.callId,
      cseq: this.cseq,
      headers,
      body,
    };
    const result = await this.socket.request(request);
    this.cseq = Math.max(this.cseq, result.cseq);
    if (method === 'INVITE') this.socket.acknowledge(request, result);
    return result.response;
  }

  /** For a REFER that is to take this call's place: the other end's number and a Replaces header (RFC 3891). */
  get replaces(): string {
    const value = `${this.callId};to-tag=${tagOf(this.far)};from-tag=${tagOf(this.local)}`;
    return `<${this.target}?Replaces=${encodeURIComponent(value)}>`;
  }

  /** `<sip:101@127.0.0.1>`: who asks for a transfer. */
  get self(): string {
    return `<${uriOf(this.local)}>`;
  }
}
