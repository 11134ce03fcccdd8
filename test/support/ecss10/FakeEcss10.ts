import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { type WebSocket, WebSocketServer } from 'ws';
import { selfSigned } from '../../server/support/selfSigned';
import { admits, isAllowed, tokenOf } from './pageAccess';

/** A leg as the simulator writes it. */
export interface WireLeg {
  readonly id: string;
  readonly call_id: string;
  readonly direction: 'in' | 'out';
  readonly digits: string;
  readonly remote_digits: string;
  readonly state: string;
  readonly has_answer_time: boolean;
  readonly answer_time?: string | number | null;
}

const request = v.strictObject({
  action: v.string(),
  requestId: v.number(),
  payload: v.record(v.string(), v.string()),
});

const credentials = v.strictObject({
  client_id: v.string(),
  api_key: v.string(),
  domain: v.string(),
  phone_number: v.optional(v.string()),
});

/**
 * A simulator of ECSS-10's Call API, ours: HTTPS and WSS with a certificate that vouches for itself. It speaks the
 * names of the codec, of which many are assumed, and refuses what does not fit them.
 */
export class FakeEcss10 {
  readonly key = 'k'.repeat(64);
  readonly permitted = new Set(['240101', '240102']);
  readonly registered = new Set(['240101', '240102']);
  readonly legs = new Map<string, WireLeg>();
  /** Commands as they came. */
  readonly seen: string[] = [];
  /** Tokens that were given, by this node and those before it. */
  readonly tokens: string[] = [];
  /** Answer of the next command in place of its own. */
  refuseNext: { readonly status: number; readonly payload: object } | null = null;
  /** No command is answered. */
  isMute = false;
  /** `Origin` of the page whose scripts may ask; null: none. */
  allowedOrigin: string | null = null;
  pongs = 0;
  pings = 0;
  private valid = new Set<string>();
  private readonly sockets = new Set<WebSocket>();
  private last = 0;

  private constructor(
    readonly kind: 'service' | 'widget',
    readonly ca: string,
    private readonly server: Server,
    private readonly wss: WebSocketServer,
  ) {}

  static async start(kind: 'service' | 'widget' = 'service'): Promise<FakeEcss10> {
    const { key, cert } = selfSigned('localhost');
    const server = createServer({ key, cert });
    const wss: WebSocketServer = new WebSocketServer({
      server,
      verifyClient: ({ req }: { req: IncomingMessage }): boolean =>
        isAllowed(req, fake.allowedOrigin) && fake.valid.has(tokenOf(req)),
    });
    const fake: FakeEcss10 = new FakeEcss10(kind, cert, server, wss);
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) =>
      fake.serve(incoming, outgoing),
    );
    wss.on('connection', (socket: WebSocket) => fake.greet(socket));
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return fake;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.sockets.size;
  }

  /** Another node takes over: sockets and tokens are gone. */
  failOver(): void {
    this.valid = new Set();
    this.cut();
  }

  cut(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  /** Tokens are void, the sockets stay. */
  forgetTokens(): void {
    this.valid = new Set();
  }

  /** Tells a leg, known or new. */
  report(leg: WireLeg): void {
    const isNew = !this.legs.has(leg.id);
    if (leg.state === 'released') this.legs.delete(leg.id);
    else this.legs.set(leg.id, leg);
    this.event({ [isNew ? 'new' : 'info']: [leg] });
  }

  change(id: string, changes: Partial<WireLeg>): void {
    const leg = this.legs.get(id);
    if (leg === undefined) throw new Error(`no leg ${id}`);
    this.report({ ...leg, ...changes });
  }

  event(payload: object): void {
    this.raw(JSON.stringify({ action: 'conversations_event', payload }));
  }

  raw(text: string): void {
    for (const socket of this.sockets) socket.send(text);
  }

  async close(): Promise<void> {
    this.cut();
    this.wss.close();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (!admits(incoming, outgoing, this.allowedOrigin)) return;
    let body = '';
    incoming.on('data', (part: Buffer) => (body += part.toString()));
    incoming.on('end', () => {
      const isXml = incoming.url === '/biysk.local/service/call/login';
      const { status, text } = isXml ? this.xmlLogin(body) : this.register(incoming, body);
      outgoing.writeHead(status).end(text);
    });
  }

  private register(incoming: IncomingMessage, body: string): { status: number; text: string } {
    const answer = (status: number, payload: object | string) => ({
      status,
      text: JSON.stringify({ action: 'integration.register', requestId: 0, status, payload }),
    });
    if (incoming.method !== 'POST' || incoming.url !== '/') return answer(404, {});
    // A page that is left may leave behind a request without its body.
    if (body === '') return answer(400, {});
    const asked = v.parse(request, JSON.parse(body));
    if (asked.action !== 'integration.register') return answer(404, {});
    const login = v.parse(credentials, asked.payload);
    if (login.client_id !== 'tester' || login.api_key !== this.key || login.domain !== 'biysk.local')
      return answer(403, 'Invalid credentials');
    if ((login.phone_number !== undefined) !== (this.kind === 'widget')) return answer(400, {});
    if (login.phone_number !== undefined && !this.permitted.has(login.phone_number))
      return answer(403, 'Not permitted');
    const token = `${randomBytes(8).toString('hex')}.jwt.${login.phone_number ?? ''}`;
    this.valid.add(token);
    this.tokens.push(token);
    return answer(200, { token });
  }

  private xmlLogin(body: string): { status: number; text: string } {
    const match = /<in><request client_id="(\w+)" api_key="(\w+)" phone_number="(\d+)"\/><\/in>$/.exec(body);
    if (match?.[1] !== 'tester' || match[2] !== this.key) return { status: 403, text: 'Invalid credentials' };
    if (!this.permitted.has(match[3] ?? '')) return { status: 403, text: 'Not permitted' };
    return { status: 200, text: '<out><response><ok/></response></out>' };
  }

  private greet(socket: WebSocket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('message', (data: Buffer) => this.take(socket, data.toString()));
    socket.send(JSON.stringify({ action: 'connection.state', payload: { state: 'open' } }));
  }

  private take(socket: WebSocket, text: string): void {
    if (text === '{"action":"pong"}') {
      this.pongs += 1;
      return;
    }
    if (text === '{"action":"ping"}') {
      this.pings += 1;
      if (!this.isMute) socket.send('{"action":"pong"}');
      return;
    }
    const { action, requestId, payload } = v.parse(request, JSON.parse(text));
    this.seen.push(`${action} ${Object.values(payload).join(' ')}`.trim());
    if (this.isMute) return;
    const { refuseNext } = this;
    this.refuseNext = null;
    const answer = refuseNext ?? (this.valid.size === 0 ? refused(401) : this.carryOut(action, payload));
    socket.send(JSON.stringify({ action, requestId, ...answer }));
  }

  private carryOut(
    action: string,
    payload: Readonly<Record<string, string>>,
  ): { status: number; payload: object } {
    const ok = { status: 200, payload: { ok: {} } };
    if (action === 'conversations.subscribe')
      return { status: 200, payload: { conversations: [...this.legs.values()] } };
    if (action === 'call.make') {
      const { phone_number: own, number } = v.parse(
        v.strictObject({ phone_number: v.string(), number: v.string() }),
        payload,
      );
      if (!this.registered.has(own)) return refused(403);
      this.last += 1;
      this.report(leg(`m${this.last}`, { direction: 'out', digits: own, remote_digits: number }));
      return ok;
    }
    const { id } = v.parse(v.strictObject({ phone_number: v.string(), id: v.string() }), payload);
    const known = this.legs.get(id);
    if (known === undefined) return refused(404);
    const isRinging = known.state === 'alerting' && known.direction === 'in';
    if (action === 'call.drop' || (action === 'call.reject' && isRinging))
      this.change(id, { state: 'released' });
    else if (action === 'call.answer' && isRinging)
      this.change(id, { state: 'talking', has_answer_time: true });
    else return refused(500);
    return ok;
  }
}

/** A leg that rings, with what is said otherwise. */
export function leg(id: string, changes: Partial<WireLeg> = {}): WireLeg {
  return {
    id,
    call_id: `c-${id}`,
    direction: 'in',
    digits: '240101',
    remote_digits: '79101234567',
    state: 'alerting',
    has_answer_time: false,
    answer_time: null,
    ...changes,
  };
}

function refused(status: number): { status: number; payload: object } {
  return { status, payload: { reason: 'cannot_perform_cmd' } };
}
