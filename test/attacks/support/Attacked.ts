import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { bundleProgram } from '../../support/bundleProgram';
import { PATIENCE_MS } from '../../support/patience';

export const KEY = 'key-for-attacks-0123456789';
export const anna = { amouser_email: 'anna@example.com', amouser_id: 1, widget_version: '1.0.0' };
export const boris = { amouser_email: 'boris@example.com', amouser_id: 2, widget_version: '1.0.0' };

/** How a backend under attack is started. */
interface AttackedOptions {
  /** Sections of the settings file, besides agents. */
  readonly settings?: object;
  readonly env?: Readonly<Record<string, string>>;
}

/** Who asks, with which key, and how else. */
type HowAsked = { who?: object; key?: string } & RequestInit;

/** An answer of the wire. */
interface Envelope {
  readonly headers: { readonly status_code: number };
  readonly content?: { readonly result: { readonly exception?: string; readonly result?: unknown } };
}

/** A line of the log. */
type Line = Readonly<Record<string, unknown>>;

let program: Promise<string> | undefined;

/** The built backend as a process of its own, with two agents, in a folder of its own. */
export class Attacked {
  readonly lines: Line[] = [];
  /** The lines of the log as they are written. */
  readonly raw: string[] = [];
  private readonly waits = new Set<() => void>();
  private isOver = false;

  private constructor(
    readonly child: ChildProcessByStdio<null, Readable, Readable>,
    readonly folder: string,
    /** Code of the exit, or the signal that ended it. */
    readonly exited: Promise<number | string | null>,
    private readonly errors: Promise<string>,
  ) {
    createInterface(child.stdout).on('line', (line) => {
      this.raw.push(line);
      this.lines.push(line.startsWith('{') ? (JSON.parse(line) as Line) : { msg: line });
      for (const look of this.waits) look();
    });
    child.once('exit', () => {
      this.isOver = true;
      for (const look of this.waits) look();
    });
  }

  /** Starts it and does not wait; the process may refuse to start. */
  static async spawn({ settings = {}, env = {} }: AttackedOptions = {}): Promise<Attacked> {
    program ??= bundleProgram('server/main.ts');
    const folder = mkdtempSync(join(tmpdir(), 'asteriskng-attack-'));
    const agents = [
      { email: anna.amouser_email, amouserId: 1, extension: '101', name: 'Anna' },
      { email: boris.amouser_email, amouserId: 2, extension: '102', name: 'Boris' },
    ];
    const base = { port: 0, path: '/asterisk_ng', language: 'en', agents };
    const file = { ...base, telephony: { driver: 'simulator', door: true, answerMs: 0 }, ...settings };
    writeFileSync(join(folder, 'server.yaml'), JSON.stringify(file));
    const child = spawn(process.execPath, [await program], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ASTERISKNG_SECRET_KEYS: KEY, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string | null);
    return new Attacked(child, folder, exited, text(child.stderr));
  }

  /** Starts it and waits until it listens. */
  static async start(options: AttackedOptions = {}): Promise<Attacked> {
    const attacked = await Attacked.spawn(options);
    await attacked.line(({ msg }) => String(msg).startsWith('Server listening at'));
    return attacked;
  }

  get address(): string {
    const listening = this.lines.map(({ msg }) => /listening at (\S+)/.exec(String(msg))?.[1]);
    const address = listening.find((one) => one !== undefined);
    if (address === undefined) throw new Error('it does not listen');
    return address;
  }

  /** The first line of the log that is so. */
  line(isIt: (line: Line) => boolean): Promise<Line> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('this line never came')), PATIENCE_MS);
      const look = (): void => {
        const found = this.lines.find(isIt);
        if (found !== undefined) resolve(found);
        else if (this.isOver) void this.errors.then((said) => reject(new Error(`it has ended: ${said}`)));
        else return;
        clearTimeout(limit);
        this.waits.delete(look);
      };
      this.waits.add(look);
      look();
    });
  }

  /** Text of stderr, once the process has ended. */
  said(): Promise<string> {
    return this.errors;
  }

  /** A request to this backend. */
  ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
    return fetch(this.address + path, init).then(async (answer) => ({
      status: answer.status,
      text: await answer.text(),
    }));
  }

  /** `success`, the exception's name, or the envelope's status. */
  async wire(method: string, params: object = {}, how: HowAsked = {}): Promise<string | number> {
    const { headers, content } = await this.envelope(method, params, how);
    return content === undefined ? headers.status_code : (content.result.exception ?? 'success');
  }

  /** What the method gives; undefined: it was refused. */
  async result(
    method: string,
    params: object,
    who: object,
    headers: Record<string, string> = {},
  ): Promise<unknown> {
    return (await this.envelope(method, params, { who, headers })).content?.result.result;
  }

  private async envelope(
    method: string,
    params: object,
    { who = anna, key = KEY, ...init }: HowAsked,
  ): Promise<Envelope> {
    const json = JSON.stringify({ headers: who, content: { id: 1, jsonrpc: '2.0', method, params } });
    const { text: body } = await this.ask(`/asterisk_ng?secret_key=${encodeURIComponent(key)}`, {
      method: 'POST',
      body: new URLSearchParams({ json }),
      ...init,
    });
    return JSON.parse(body) as Envelope;
  }

  /** An order to the simulator. */
  simulate(order: string, body: object): Promise<{ status: number; text: string }> {
    return this.ask(`/simulator/${order}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Ends the process and removes its folder. */
  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
