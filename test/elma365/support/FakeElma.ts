import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import * as v from 'valibot';

const EVENTS = { NotifyStart: 'e-start', NotifyAnswer: 'e-answer', NotifyEnd: 'e-end' } as const;
const DIRECTIONS = { In: 'in', Out: 'out' } as const;
const DISPOSITIONS = {
  Answered: 'd-answered',
  Busy: 'd-busy',
  Cancel: 'd-cancel',
  NoAnswer: 'd-noanswer',
  Unknown: 'd-unknown',
} as const;

const callShape = {
  direction: v.enum(DIRECTIONS),
  disposition: v.enum(DISPOSITIONS),
  srcPhone: v.string(),
  dstPhone: v.string(),
  callId: v.optional(v.string()),
};
const eventSchema = v.strictObject({ event: v.enum(EVENTS), ...callShape });
const recordSchema = v.strictObject({
  call: v.record(v.string(), v.string()),
  ...callShape,
  duration: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
const membersSchema = v.array(v.strictObject({ id: v.pipe(v.string(), v.minLength(1)), label: v.string() }));
const testSchema = v.strictObject({ success: v.boolean(), failReason: v.optional(v.string()) });

export type ElmaEvent = v.InferOutput<typeof eventSchema>;
export type ElmaRecord = v.InferOutput<typeof recordSchema>;

/** What the webhook came to. */
export interface Parsed {
  readonly event?: ElmaEvent | undefined;
  readonly callRecord?: ElmaRecord | undefined;
  readonly status: number;
  readonly content: string;
}

/** The platform's answer to the asker, as far as it is known: status and text. */
class HttpResponse {
  code = 200;
  text = '';

  status(code: number): this {
    if (!Number.isInteger(code) || code < 100 || code > 599) throw new TypeError('no status');
    this.code = code;
    return this;
  }

  content(text: string): this {
    if (typeof text !== 'string') throw new TypeError('no text');
    this.text = text;
    return this;
  }
}

const parsedSchema = v.strictObject({
  event: v.optional(eventSchema),
  callRecord: v.optional(recordSchema),
  response: v.optional(v.instance(HttpResponse)),
});

/** The same file is pasted many times. */
const compiledBefore = new Map<string, string>();

function compiled(source: string): string {
  const options = { compilerOptions: { target: ts.ScriptTarget.ES2017 } };
  const script = compiledBefore.get(source) ?? ts.transpileModule(source, options).outputText;
  compiledBefore.set(source, script);
  return script;
}

/** A function of the script, by the exact name of the contract. */
type Contract = (...given: unknown[]) => Promise<unknown>;

/** How the far end is reached: the platform's fetch. */
export type ElmaFetch = (url: string, request?: Record<string, unknown>) => Promise<unknown>;

/**
 * A simulator of ELMA365's server as far as it is known: compiles the pasted TypeScript, runs it with the
 * platform's globals and no others, and refuses results that are not of the contract. Our own, like the docs say.
 */
export class FakeElma {
  /** The module's settings, by "Имя свойства". */
  readonly params: Record<string, unknown> = {};
  readonly stored = new Map<string, string>();
  readonly events: ElmaEvent[] = [];
  readonly records: ElmaRecord[] = [];
  /** Storage fails while this is set. */
  storageFails = false;
  private readonly context: Record<string, unknown>;

  /** @param more globals that some servers may have, such as timers */
  constructor(source: string, fetch: ElmaFetch, more: Record<string, unknown> = {}) {
    const storage = {
      getItem: (key: string) => this.storage(() => this.stored.get(key) ?? ''),
      setItem: (key: string, value: unknown) =>
        this.storage(() => void this.stored.set(key, v.parse(v.string(), value))),
    };
    this.context = createContext({
      Namespace: { params: { data: this.params }, storage },
      VoipWebhookEvent: EVENTS,
      VoipCallDirection: DIRECTIONS,
      VoipCallDisposition: DISPOSITIONS,
      HttpResponse,
      fetch,
      ...more,
    });
    runInContext(compiled(source), this.context);
  }

  async test(): Promise<v.InferOutput<typeof testSchema>> {
    return v.parse(testSchema, await this.run('VoipTestConnection'));
  }

  async members(): Promise<v.InferOutput<typeof membersSchema>> {
    return v.parse(membersSchema, await this.run('VoipGetMembers'));
  }

  async call(src: string, dst: string): Promise<void> {
    await this.run('VoipGenerateCall', src, dst);
  }

  async link(callData: unknown): Promise<string> {
    return v.parse(v.string(), await this.run('VoipGetCallLink', callData));
  }

  async webhookIs(url: string): Promise<void> {
    await this.run('VoipOnWebhookUpdated', url);
  }

  /** A request on the webhook. What the script makes of it is kept. */
  async webhook(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Parsed> {
    const request = Object.freeze({
      method: 'POST',
      body,
      ...(headers && { headers: Object.freeze(headers) }),
    });
    const result = v.parse(parsedSchema, await this.run('VoipParseWebhookRequest', request));
    if (result.event) this.events.push(result.event);
    if (result.callRecord) this.records.push(result.callRecord);
    const { event, callRecord, response = new HttpResponse() } = result;
    return { event, callRecord, status: response.code, content: response.text };
  }

  /** All names that the script has put into the global scope. */
  get globals(): string[] {
    return Object.keys(this.context);
  }

  private async run(name: string, ...given: unknown[]): Promise<unknown> {
    const contract = this.context[name];
    if (typeof contract !== 'function') throw new Error(`the script has no ${name}`);
    return (contract as Contract)(...given);
  }

  private async storage<Result>(action: () => Result): Promise<Result> {
    await Promise.resolve();
    if (this.storageFails) throw new Error('the storage is away');
    return action();
  }
}

/** The check of the connection fails with such words. */
export async function expectFailure(elma: FakeElma, words: string | RegExp): Promise<void> {
  const { success, failReason } = await elma.test();
  expect(success).toBe(false);
  expect(failReason).toMatch(words);
}
