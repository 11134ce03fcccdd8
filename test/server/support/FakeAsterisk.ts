import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { AmiSettings } from '../../../server/telephony/asterisk/ami/AmiSettings';
import { eventually } from './eventually';

/** Headers in their order; a list is sent as several of that name. */
export type FakeMessage = Readonly<Record<string, string | readonly string[]>>;
/** An action that was received; a repeated header has all its values. */
export type FakeAction = Readonly<Record<string, readonly string[]>>;
/** Answer to an action: messages, which get its ActionID; `null`: no answer. */
export type FakeAnswer = (action: FakeAction) => readonly FakeMessage[] | null;

const BANNER = 'Asterisk Call Manager/11.0.0\r\n';
const USER = 'crm';
const SECRET = 'the-secret-of-the-test';

/** An AMI server on a real socket, with the faults that a test sets. */
export class FakeAsterisk {
  /** All actions received, on all connections. */
  readonly actions: FakeAction[] = [];
  /** Number of connections made so far. */
  connections = 0;
  banner = BANNER;
  /** Login is answered with an error. */
  refusesLogin = false;
  /** Refuses `Challenge`, as a manager that allows plain logins only. */
  hasChallenge = true;
  /** Reads actions and does not answer. */
  isSilent = false;
  private readonly answers = new Map<string, FakeAnswer>();
  private readonly sessions = new Set<Socket>();
  private readonly welcome = new Set<Socket>();
  private readonly challenge = randomBytes(4).readUInt32BE().toString();

  private constructor(private readonly server: Server) {}

  /** @param tls key and certificate, PEM; absent: not encrypted */
  static async start(tls?: { readonly key: string; readonly cert: string }): Promise<FakeAsterisk> {
    const fake = new FakeAsterisk(tls === undefined ? createServer() : createTlsServer(tls));
    fake.server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) =>
      fake.greet(socket),
    );
    await fake.listen(0);
    return fake;
  }

  /** Settings to connect to it. */
  get settings(): AmiSettings {
    return { host: '127.0.0.1', port: this.port, user: USER, secret: SECRET };
  }

  /** Connections that are logged in. */
  get loggedIn(): number {
    return this.welcome.size;
  }

  /** Sets the answer to actions of this name; the default is `Success`. */
  answer(name: string, answer: FakeAnswer): void {
    this.answers.set(name, answer);
  }

  /** The answer to a list action, such as `Status`: its events and the end. */
  answerList(name: string, events: () => readonly FakeMessage[]): void {
    this.answer(name, () => [
      { Response: 'Success', EventList: 'start', Message: 'follows' },
      ...events(),
      { Event: `${name}Complete`, EventList: 'Complete', ListItems: `${events().length}` },
    ]);
  }

  /** Sends an event to all connections that are logged in. */
  event(event: FakeMessage): void {
    for (const socket of this.welcome) socket.write(text(event));
  }

  /** Sends these bytes to all connections. */
  say(bytes: string | Buffer): void {
    for (const socket of this.sessions) socket.write(bytes);
  }

  /** Waits for the next action of that name, after those already received. */
  async next(name: string): Promise<FakeAction> {
    const seen = this.actions.length;
    return eventually(`${name} comes`, () =>
      this.actions.slice(seen).find((one) => one['Action']?.[0] === name),
    );
  }

  /** Actions of that name received so far. */
  of(name: string): FakeAction[] {
    return this.actions.filter((action) => action['Action']?.[0] === name);
  }

  /** Closes all connections; new ones are accepted. */
  cut(): void {
    for (const socket of this.sessions) socket.destroy();
  }

  /** As when Asterisk is stopped: the port is closed. */
  async stop(): Promise<void> {
    this.cut();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  /** As when Asterisk is started again. */
  async restart(): Promise<void> {
    await this.stop();
    await this.listen(this.port);
  }

  private port = 0;

  private async listen(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private greet(socket: Socket): void {
    this.connections += 1;
    this.sessions.add(socket);
    let waiting = '';
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.sessions.delete(socket);
      this.welcome.delete(socket);
    });
    socket.on('data', (bytes) => {
      const parts = `${waiting}${bytes.toString('utf8')}`.split('\r\n\r\n');
      waiting = parts.pop() ?? '';
      for (const part of parts) this.take(socket, actionOf(part));
    });
    if (!this.isSilent) socket.write(this.banner);
  }

  private take(socket: Socket, action: FakeAction): void {
    this.actions.push(action);
    if (this.isSilent) return;
    const name = action['Action']?.[0] ?? '';
    const id = action['ActionID']?.[0] ?? '';
    const answer =
      this.answers.get(name)?.(action) ?? (this.answers.has(name) ? [] : [this.usual(name, action)]);
    for (const message of answer) socket.write(text(withId(message, id)));
    if (name !== 'Login' || !answer.some(({ Response }) => Response === 'Success')) return;
    this.welcome.add(socket);
    socket.write(text({ Event: 'FullyBooted', Privilege: 'system,all', Status: 'Fully Booted' }));
  }

  private usual(name: string, action: FakeAction): FakeMessage {
    switch (name) {
      case 'Challenge':
        return this.hasChallenge
          ? { Response: 'Success', Challenge: this.challenge }
          : { Response: 'Error', Message: 'Must specify AuthType' };
      case 'Login':
        return !this.refusesLogin && this.isProved(action)
          ? { Response: 'Success', Message: 'Authentication accepted' }
          : { Response: 'Error', Message: 'Authentication failed' };
      case 'Ping':
        return { Response: 'Success', Ping: 'Pong', Timestamp: '1763700000.000000' };
      default:
        return { Response: 'Success' };
    }
  }

  private isProved(action: FakeAction): boolean {
    const key = createHash('md5').update(`${this.challenge}${SECRET}`).digest('hex');
    const isRight = action['Key']?.[0] === key || action['Secret']?.[0] === SECRET;
    return action['Username']?.[0] === USER && isRight;
  }
}

function actionOf(text: string): FakeAction {
  const action: Record<string, string[]> = {};
  for (const line of text.split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]*): ?(.*)$/s.exec(line) ?? [];
    action[name] = [...(action[name] ?? []), value];
  }
  return action;
}

/** Puts ActionID after the first header, as Asterisk does. */
function withId(message: FakeMessage, id: string): FakeMessage {
  const [[first, value] = ['', ''], ...others] = Object.entries(message);
  return { [first]: value, ActionID: id, ...Object.fromEntries(others) };
}

/** A message as Asterisk writes it. */
export function text(message: FakeMessage): string {
  const lines = Object.entries(message).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => `${name}: ${one}\r\n`),
  );
  return `${lines.join('')}\r\n`;
}
