import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { WireMissedCall } from '../../../protocol/call';
import type { Method } from '../../../protocol/methods';
import { stopProcess } from '../../../scripts/stopProcess';
import { endWith } from './endWith';
import { freeTcpPort } from './freePort';
import { PATIENCE_MS } from '../../support/patience';
import { putBack } from './putFirst';
import { until } from './until';

/** Each reading of the store stops this process, and so the sound of its phones, for a moment. */
const READ_EVERY_MS = 50;

/** The backend as a process of its own, with a store in a folder that outlives it. */
export class MortalBackend {
  /** How often it was killed. */
  kills = 0;
  /** How often files of the store have changed. */
  writes = 0;
  /** Reads the store while one process lives: a file that is opened counts as changed. */
  private reader: DatabaseSync | null = null;
  private child: ChildProcess | null = null;
  private ender: ChildProcess | null = null;
  private readonly watcher: FSWatcher;

  private constructor(
    private readonly program: string,
    private readonly folder: string,
    readonly port: number,
    private readonly secrets: Readonly<Record<string, string>>,
  ) {
    this.watcher = watch(folder, (_event, name) => {
      if (name?.startsWith('outbox.sqlite') === true) this.writes += 1;
    });
  }

  /**
   * Resolves once it knows Asterisk's calls.
   * @param program the bundled `server/main.ts`
   * @param settings what stands in `server.yaml` beside the port and the path of the outbox
   * @param secrets variables of the environment
   */
  static async start(
    program: string,
    settings: { readonly amocrm: { readonly address: string; readonly calls?: object } },
    secrets: Readonly<Record<string, string>>,
  ): Promise<MortalBackend> {
    const folder = mkdtempSync(join(tmpdir(), 'mortal-'));
    const port = await freeTcpPort();
    const calls = { ...settings.amocrm.calls, outbox: join(folder, 'outbox') };
    const amocrm = { ...settings.amocrm, calls };
    writeFileSync(join(folder, 'server.yaml'), JSON.stringify({ ...settings, amocrm, port }));
    const backend = new MortalBackend(program, folder, port, secrets);
    await backend.startAgain();
    return backend;
  }

  get isDead(): boolean {
    return this.child === null;
  }

  /** It is connected to Asterisk. */
  async isUp(): Promise<boolean> {
    return (await this.health())?.telephony.link === 'up';
  }

  async startAgain(): Promise<void> {
    this.closeReader();
    const child = spawn(process.execPath, [this.program], {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], ...this.secrets },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.child = child;
    this.ender = endWith(child);
    if (child.pid !== undefined) putBack(child.pid);
    await until('the backend knows the calls of Asterisk', async () => {
      if (child.exitCode !== null) throw new Error(`the backend has ended with ${child.exitCode}`);
      return (await this.health())?.telephony.link === 'up';
    });
  }

  /** @param signal `SIGTERM`: as its service stops it */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    if (this.child === null) return;
    this.closeReader();
    await stopProcess(this.child, signal);
    this.ender?.kill('SIGKILL');
    this.child = null;
    this.kills += 1;
  }

  /** Calls that are open in the store. @param parts what their journals have, such as the client's number */
  openCalls(...parts: readonly (string | RegExp)[]): number {
    return this.openJournals().filter((text) => parts.every((part) => has(text, part))).length;
  }

  /** Journals of the calls that are open in the store, as it has them. */
  openJournals(): readonly string[] {
    return this.texts(`SELECT text FROM drafts WHERE id <> 'seen'`);
  }

  /** Until when the open calls are stored, ms since 1970; 0: none was open yet. */
  storedUntil(): number {
    return Number(this.texts(`SELECT text FROM drafts WHERE id = 'seen'`)[0] ?? 0);
  }

  /** Notes of calls, as the store has them. */
  openNotes(): readonly string[] {
    return this.texts('SELECT text FROM call_notes');
  }

  /** Resolves once the store is so. */
  async untilStore(what: string | (() => string), isSo: () => boolean): Promise<void> {
    await until(what, isSo, PATIENCE_MS, READ_EVERY_MS);
  }

  private texts(sql: string): readonly string[] {
    this.reader ??= new DatabaseSync(join(this.folder, 'outbox.sqlite'), { readOnly: true, timeout: 10_000 });
    return this.reader
      .prepare(sql)
      .all()
      .map(({ text }) => String(text));
  }

  /** The next process finds the store as the one before has left it: another connection would keep that alive. */
  private closeReader(): void {
    this.reader?.close();
    this.reader = null;
  }

  /** Numbers of the agent's missed calls, the newest first. */
  async missed(extension: string): Promise<readonly string[]> {
    return (await this.missedCalls(extension)).map(({ contact_phone }) => contact_phone);
  }

  /** The agent looks at all missed calls. */
  async clearMissed(extension: string): Promise<void> {
    const unique_ids = (await this.missedCalls(extension)).map(({ unique_id }) => unique_id);
    if (unique_ids.length > 0) await this.ask(extension, 'clear_missed', { unique_ids });
  }

  /** As the widget of the agent with this extension asks. @param proof more headers @returns what the method answers */
  async ask(extension: string, method: Method, params: object, proof: object = {}): Promise<RpcAnswer> {
    const headers = {
      ...proof,
      amouser_email: `${extension}@example.com`,
      amouser_id: Number(extension),
      widget_version: '1.0.0',
    };
    const json = JSON.stringify({ headers, content: { id: 7, jsonrpc: '2.0', method, params } });
    const key = this.secrets['ASTERISKNG_SECRET_KEYS'] ?? '';
    const response = await fetch(`http://127.0.0.1:${this.port}/?secret_key=${key}`, {
      method: 'POST',
      body: new URLSearchParams({ json }),
    });
    return ((await response.json()) as { content: { result: RpcAnswer } }).content.result;
  }

  private async missedCalls(extension: string): Promise<readonly WireMissedCall[]> {
    const { result } = await this.ask(extension, 'get_agent_status', { current_status: null });
    return (result as { missed: readonly WireMissedCall[] }).missed;
  }

  /** Calls that are on their way to amoCRM. */
  async outbox(): Promise<number> {
    const health = await this.health();
    if (health === null) throw new Error('the backend does not answer');
    return health.outbox;
  }

  async close(): Promise<void> {
    this.watcher.close();
    this.closeReader();
    if (this.child !== null) await stopProcess(this.child, 'SIGKILL');
    this.ender?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async health(): Promise<{ telephony: { link: string }; outbox: number } | null> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/health`).catch(() => null);
    return (await answer?.json()) as { telephony: { link: string }; outbox: number } | null;
  }
}

/** A method's result, or the name of the exception. */
interface RpcAnswer {
  readonly result?: unknown;
  readonly exception?: unknown;
}

const has = (text: string, part: string | RegExp): boolean =>
  typeof part === 'string' ? text.includes(part) : part.test(text);
