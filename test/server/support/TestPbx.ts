import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { EndReason } from '../../../server/calls/AgentCall';
import type { CallEvent } from '../../../server/calls/CallEvent';
import type { CallRecord } from '../../../server/calls/CallRecord';
import { missedRecord } from './missedRecord';
import type { PbxCall, PbxOrder, PbxWord } from './pbxWords';

/**
 * A telephone system that outlives the backends: JSON lines over TCP. A new connection gets the live calls, and
 * from then on each event.
 */
export class TestPbx {
  readonly calls = new Map<string, PbxCall>();
  /** Commands that have had their effect, in their order. */
  readonly commands: string[] = [];
  /** Carries commands out without confirming them. */
  isMute = false;
  private readonly drivers = new Set<Socket>();
  private readonly waiters = new Set<() => void>();
  private readonly unsaid: (() => void)[] = [];
  private begun = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => this.take(socket));
  }

  static async start(): Promise<TestPbx> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TestPbx(server);
  }

  get port(): number {
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Drivers that are connected. */
  get driverCount(): number {
    return this.drivers.size;
  }

  incoming(number: string, extension: string): string {
    return this.begin({ extension, number, direction: 'inbound', phase: 'ringing', consultOf: null });
  }

  /** Answers the called phone: the agent's, or the other party's. */
  answer(id: string): void {
    const call = this.call(id);
    call.phase = 'talking';
    call.answeredAt = Date.now();
    this.report(call, { type: 'answered', id, at: call.answeredAt });
  }

  end(id: string, reason: EndReason = 'hungUp'): void {
    const call = this.call(id);
    this.calls.delete(id);
    this.report(call, { type: 'ended', id, reason, at: Date.now() });
  }

  /** A client calls in vain: the agent's call ends, and the whole call is over. */
  miss(number: string, extension: string): void {
    const id = this.incoming(number, extension);
    const { startedAt } = this.call(id);
    this.end(id, 'missed');
    this.over(missedRecord(id, number, extension, startedAt));
  }

  /** The call ends, and the whole call is over: the agent has talked with the client for ten seconds. */
  talked(id: string): void {
    const { number, extension, startedAt } = this.call(id);
    this.end(id);
    const answeredAt = Date.now() - 10_000;
    this.over({ ...missedRecord(id, number, extension, startedAt), outcome: 'answered', answeredAt });
  }

  /** Sets the link that drivers report from now on. */
  sayLink(isUp: boolean): void {
    for (const driver of this.drivers) say(driver, { type: 'link', isUp });
  }

  /** Confirms all commands that were carried out. */
  speakUp(): void {
    this.isMute = false;
    for (const say of this.unsaid.splice(0)) say();
  }

  /** Resolves once `count` commands have had their effect. */
  async heard(count: number): Promise<void> {
    while (this.commands.length < count) await this.change();
  }

  /** Resolves once no driver is connected. */
  async isLeft(): Promise<void> {
    while (this.drivers.size > 0) await this.change();
  }

  async close(): Promise<void> {
    for (const driver of this.drivers) driver.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private over(record: CallRecord): void {
    for (const driver of this.drivers) say(driver, { type: 'record', record });
  }

  private take(socket: Socket): void {
    this.drivers.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.drivers.delete(socket);
      this.changed();
    });
    say(socket, { type: 'calls', calls: [...this.calls.values()] });
    const lines = createInterface({ input: socket });
    // A driver whose process was killed resets its connection.
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      const order = JSON.parse(line) as PbxOrder;
      this.carryOut(order);
      this.commands.push([order.name, order.extension, ...order.args].join(' '));
      this.changed();
      const reply = (): void => say(socket, { type: 'reply', id: order.id });
      if (this.isMute) this.unsaid.push(reply);
      else reply();
    });
  }

  private carryOut({ name, extension, args: [first = '', second = ''] }: PbxOrder): void {
    const id = String(first);
    switch (name) {
      case 'originate':
        this.begin({ extension, number: id, direction: 'outbound', phase: 'dialing', consultOf: null });
        return;
      case 'consult':
        this.begin({
          extension,
          number: String(second),
          direction: 'outbound',
          phase: 'dialing',
          consultOf: id,
        });
        return;
      case 'pickUp':
        this.answer(id);
        return;
      case 'reject':
        this.end(id, 'rejected');
        return;
      case 'hangup':
        this.end(id);
        return;
      case 'redirect':
        this.end(id, 'transferred');
        return;
      case 'completeTransfer':
        this.end(id, 'transferred');
        this.end(String(second), 'transferred');
        return;
      case 'setHold':
        this.call(id).isHeld = second === true;
        this.report(this.call(id), { type: 'held', id, isHeld: second === true });
        return;
      case 'setMute':
        this.call(id).isMuted = second === true;
        this.report(this.call(id), { type: 'muted', id, isMuted: second === true });
        return;
      case 'sendDtmf':
        return;
    }
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.waiters.add(resolve));
  }

  private changed(): void {
    for (const waiter of this.waiters) waiter();
    this.waiters.clear();
  }

  private begin(
    beginning: Pick<PbxCall, 'extension' | 'number' | 'direction' | 'consultOf'> & {
      phase: 'dialing' | 'ringing';
    },
  ): string {
    const id = `c${(this.begun += 1)}`;
    const at = Date.now();
    const { direction, phase, number, consultOf } = beginning;
    const call = { ...beginning, id, startedAt: at, answeredAt: 0, isHeld: false, isMuted: false };
    this.calls.set(id, call);
    this.report(call, { type: 'began', id, direction, phase, number, at, consultOf });
    return id;
  }

  private call(id: string): PbxCall {
    const call = this.calls.get(id);
    if (call === undefined) throw new Error(`the telephone system has no call ${id}`);
    return call;
  }

  private report({ extension }: PbxCall, event: CallEvent): void {
    for (const driver of this.drivers) say(driver, { type: 'event', extension, event });
  }
}

function say(socket: Socket, word: PbxWord): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(word)}\n`);
}
