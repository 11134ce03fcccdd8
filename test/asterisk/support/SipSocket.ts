import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { digestHeader } from './digestHeader';
import { header, parseSip, sequence, writeSip, type SipMessage } from './SipMessage';

export interface SipAccount {
  readonly user: string;
  /** Empty: none is asked for. */
  readonly password: string;
  readonly host: string;
  /** 0: any. */
  readonly port: number;
}

/** A request that is to be sent. */
export interface SipRequest {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  readonly cseq: number;
  readonly headers?: readonly string[];
  readonly body?: string;
  /** Called with each provisional response (1xx). */
  readonly provisional?: (response: SipMessage) => void;
}

/** The last response, and what the request was sent with. */
export interface SipResult {
  readonly response: SipMessage;
  readonly cseq: number;
  readonly branch: string;
}

export const random = (bytes = 6): string => randomBytes(bytes).toString('hex');
const ALLOW = 'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, REFER, INFO, UPDATE';

/** SIP by UDP: requests with their responses, proves of the password, answers to what comes twice. */
export class SipSocket {
  private readonly waiting = new Map<string, (response: SipMessage) => void>();
  private readonly answered = new Map<string, string>();

  private constructor(
    private readonly socket: Socket,
    readonly account: SipAccount,
    readonly pbxPort: number,
    private readonly onRequest: (request: SipMessage) => void,
  ) {
    socket.on('message', (bytes) => this.take(bytes));
  }

  static async open(
    account: SipAccount,
    pbxPort: number,
    onRequest: (request: SipMessage) => void,
  ): Promise<SipSocket> {
    const socket = createSocket('udp4').bind(account.port, account.host);
    await once(socket, 'listening');
    return new SipSocket(socket, account, pbxPort, onRequest);
  }

  get contact(): string {
    const { user, host } = this.account;
    return `<sip:${user}@${host}:${this.socket.address().port}>`;
  }

  /** Resolves with the final response; one that asks for the password is answered first. */
  async request(
    request: SipRequest,
    onBranch: (branch: string, cseq: number) => void = () => undefined,
  ): Promise<SipResult> {
    const { user, password } = this.account;
    const first = await this.transact(request, onBranch);
    if ((first.response.code !== 401 && first.response.code !== 407) || password === '') return first;
    if (request.method === 'INVITE') this.acknowledge(request, first);
    const proof = digestHeader(first.response, { method: request.method, uri: request.uri, user, password });
    const again = { ...request, cseq: request.cseq + 1, headers: [proof, ...(request.headers ?? [])] };
    return this.transact(again, onBranch);
  }

  /** @param uri the request's own after a refusal, else the other end's contact */
  acknowledge(
    request: Pick<SipRequest, 'uri' | 'from' | 'callId'>,
    result: SipResult,
    uri = request.uri,
  ): void {
    const isTaken = result.response.code < 300;
    const branch = isTaken ? `z9hG4bK${random()}` : result.branch;
    const to = header(result.response, 'to');
    this.send(
      writeSip(`ACK ${uri} SIP/2.0`, this.head({ ...request, to, cseq: result.cseq, method: 'ACK' }, branch)),
    );
  }

  /** Takes back an INVITE that has no answer yet. */
  cancel(request: SipRequest, branch: string, cseq: number): void {
    this.send(
      writeSip(`CANCEL ${request.uri} SIP/2.0`, this.head({ ...request, cseq, method: 'CANCEL' }, branch)),
    );
  }

  /** @param tag ours, for the first response of a dialog */
  reply(
    request: SipMessage,
    code: number,
    { tag = '', headers = [], body = '', contact = this.contact }: Reply = {},
  ): void {
    const to = header(request, 'to');
    const text = writeSip(
      `SIP/2.0 ${code} ${code < 300 ? 'OK' : 'No'}`,
      [
        ...(request.headers.get('via') ?? []).map((via) => `Via: ${via}`),
        `From: ${header(request, 'from')}`,
        `To: ${to}${tag === '' || to.includes(';tag=') ? '' : `;tag=${tag}`}`,
        `Call-ID: ${header(request, 'call-id')}`,
        `CSeq: ${header(request, 'cseq')}`,
        `Contact: ${contact}`,
        ALLOW,
        ...headers,
        ...(body === '' ? [] : ['Content-Type: application/sdp']),
      ],
      body,
    );
    this.answered.set(keyOf(request), text);
    this.send(text);
  }

  close(): void {
    this.socket.close();
  }

  private transact(
    request: SipRequest,
    onBranch: (branch: string, cseq: number) => void,
  ): Promise<SipResult> {
    const branch = `z9hG4bK${random()}`;
    const { cseq, method } = request;
    onBranch(branch, cseq);
    return new Promise((resolve) => {
      this.waiting.set(`${branch} ${method}`, (response) => {
        if (response.code < 200) request.provisional?.(response);
        else {
          this.waiting.delete(`${branch} ${method}`);
          resolve({ response, cseq, branch });
        }
      });
      const { headers = [], body = '' } = request;
      const type = body === '' ? [] : ['Content-Type: application/sdp'];
      const head = [...this.head(request, branch), `Contact: ${this.contact}`, ALLOW, 'Supported: replaces'];
      this.send(writeSip(`${method} ${request.uri} SIP/2.0`, [...head, ...headers, ...type], body));
    });
  }

  private head(
    { method, from, to, callId, cseq }: Pick<SipRequest, 'method' | 'from' | 'to' | 'callId' | 'cseq'>,
    branch: string,
  ): string[] {
    return [
      `Via: SIP/2.0/UDP ${this.account.host}:${this.socket.address().port};branch=${branch};rport`,
      'Max-Forwards: 70',
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
    ];
  }

  private send(text: string): void {
    this.socket.send(text, this.pbxPort, '127.0.0.1');
  }

  private take(bytes: Buffer): void {
    const message = parseSip(bytes.toString('utf8'));
    if (message.code > 0) {
      const branch = /branch=([^;]+)/.exec(header(message, 'via'))?.[1] ?? '';
      this.waiting.get(`${branch} ${sequence(message).method}`)?.(message);
      return;
    }
    if (message.method === '') return;
    const earlier = message.method === 'ACK' ? undefined : this.answered.get(keyOf(message));
    if (earlier === undefined) this.onRequest(message);
    else this.send(earlier);
  }
}

export interface Reply {
  readonly tag?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  /** Absent: our own. */
  readonly contact?: string;
}

const keyOf = (request: SipMessage): string => `${header(request, 'via')} ${sequence(request).method}`;
