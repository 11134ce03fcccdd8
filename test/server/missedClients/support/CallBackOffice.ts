import { phoneKey } from '../../../../protocol/isSamePhone';
import { AgentDirectory } from '../../../../server/calls/AgentDirectory';
import { CommandFault } from '../../../../server/calls/CommandFault';
import { createCore, type Core } from '../../../../server/createCore';
import { createLogger } from '../../../../server/http/createLogger';
import {
  createMissedClients,
  type RunningMissedClients,
} from '../../../../server/missedClients/createMissedClients';
import { Phonebook } from '../../../../server/phonebook/Phonebook';
import type { ParsedParams } from '../../../../protocol/methods';
import type { FakeTimer } from '../../../support/FakeTimer';
import { MemoryOutboxStore } from '../../support/amo/MemoryOutboxStore';
import { SlowPhones, type PhoneCall } from './SlowPhones';

/** How an agent calls a client. */
export type Way = 'list' | 'popup' | 'otherForm' | 'contact' | 'sure' | 'oldWidget';

const extensions = ['101', '102', '103', '104'];

const agents = extensions.map((extension) => ({
  ...{ extension, name: `Агент ${extension}`, email: `a${extension}@example.com` },
}));

/** Names of the methods that call a client. */
type Handled = 'originate' | 'originate_by_contact' | 'call_back' | 'take_missed_client';

/** A backend's calls and list with a telephone system and a store that outlive it, and what is to be true of the phones. */
export class CallBackOffice {
  /** What must not be: two agents at once in a call-back to one client, of whom the second was not sure. */
  readonly faults: string[] = [];
  /** How often a colleague had the client. */
  refusals = 0;
  readonly phones: SlowPhones;
  private readonly store = new MemoryOutboxStore();
  /** Clients who have called in vain and were not talked with since, by key: whose phones rang, and whether the record has come. */
  private readonly waiting = new Map<string, { rung: readonly string[]; isRecorded: boolean }>();
  /** Agents whose present press may call a colleague's client. */
  private readonly sure = new Set<string>();
  private life: { readonly core: Core; readonly list: RunningMissedClients } | null = null;

  constructor(
    private readonly timer: FakeTimer,
    readonly numbers: readonly string[],
    private readonly talkMs: number,
  ) {
    this.phones = new SlowPhones(timer, (call) => this.ordered(call));
  }

  async start(): Promise<void> {
    const { timer, store, phones } = this;
    const directory = new AgentDirectory(agents);
    const phonebook = new Phonebook(
      this.numbers.map((phone) => ({
        ...{ uuid: phone, name: phone, phone },
        ...{ contactId: null, company: null, responsible: null, extension: null },
      })),
    );
    const core: Core = createCore({
      ...{ clock: timer, telephony: phones, directory, phonebook, version: '1' },
      missedClients: () => ({
        list: (agent) => list.methods.list(agent),
        take: (...of) => list.methods.take(...of),
        callBack: (...of) => list.methods.callBack(...of),
      }),
      turns: () => list.turns,
      onFault: (_what, cause) => this.faults.push(String(cause)),
    });
    const list = createMissedClients({
      settings: { talkSeconds: this.talkMs / 1_000, keepDays: 14 },
      ...{ store: { missedClients: store, onRecovered: () => () => undefined }, clock: timer },
      ...{ logger: createLogger('silent'), extensions, callsOf: core.callsOf, onChange: () => undefined },
      seen: async (_extension, number) => {
        // amoCRM's rights may take a moment.
        await new Promise<void>((resolve) => timer.after(number.length % 3, resolve));
        return { party: core.partyOf(number), cards: 'all' };
      },
      ...{ mayViewCallsOf: () => true, nameOf: (extension) => extension },
      ...{ originate: core.originate, finishTask: () => undefined },
    });
    this.life = { core, list };
    await list.start();
    await phones.start(core.listener([list.listener]));
  }

  /** The backend dies: what it has in memory is gone. */
  async die(): Promise<void> {
    const { life } = this;
    this.life = null;
    await this.phones.close();
    life?.list.pause();
    life?.core.release();
    life?.core.close();
  }

  /** @returns null, or why it was refused */
  async call(agent: number, client: number, way: Way): Promise<string | null> {
    const extension = extensions[agent] ?? '';
    const number = this.numbers[client] ?? '';
    const isSure = way === 'sure' || way === 'oldWidget';
    if (isSure) this.sure.add(extension);
    const unless_taken = way === 'oldWidget' ? undefined : way !== 'sure';
    const refusal =
      way === 'list'
        ? await this.ask(extension, 'call_back', { id: (await this.idOf(number)) ?? 'none' })
        : way === 'contact'
          ? await this.ask(extension, 'originate_by_contact', { contact_uuid: number, unless_taken })
          : await this.ask(extension, 'originate', {
              phone: way === 'otherForm' ? number.replace('+7', '8') : number,
              unless_taken,
            });
    this.sure.delete(extension);
    if (refusal === 'TakenByColleague') this.refusals += 1;
    return refusal;
  }

  /** Takes the client or gives them back. */
  async take(agent: number, client: number, is_taken: boolean): Promise<string | null> {
    const id = await this.idOf(this.numbers[client] ?? '');
    return id === null ? null : this.ask(extensions[agent] ?? '', 'take_missed_client', { id, is_taken });
  }

  /** The client calls in vain. @param rung which agents' phones ring @param recordMs until the whole call is over */
  miss(client: number, rung: readonly number[], recordMs: number): void {
    const number = this.numbers[client] ?? '';
    const at = rung.map((agent) => extensions[agent] ?? '');
    const one = { rung: at, isRecorded: false };
    const key = phoneKey(number);
    if (this.waiting.get(key)?.isRecorded !== true) this.waiting.set(key, one);
    this.phones.miss(number, at, recordMs);
    this.timer.after(recordMs, () => (one.isRecorded = true));
  }

  /** The oldest call of the agent goes on: it is answered, or else over. */
  goOn(agent: number, what: 'answer' | 'end', recordMs: number): void {
    const call = [...this.phones.calls.values()].find((one) => one.extension === extensions[agent]);
    if (call === undefined) return;
    if (what === 'answer') this.phones.answer(call);
    else {
      const isTalk = call.answeredAt !== null && this.timer.now() - call.answeredAt >= this.talkMs;
      if (isTalk) this.waiting.delete(phoneKey(call.number));
      this.phones.end(call, recordMs);
    }
  }

  private async idOf(number: string): Promise<string | null> {
    const agent = agents[0];
    const list = agent && (await this.life?.list.methods.list(agent).catch(() => null));
    return list?.clients.find((one) => one.contact_phone === number)?.id ?? null;
  }

  private async ask<M extends Handled>(extension: string, method: M, params: ParsedParams<M>) {
    const agent = agents.find((one) => one.extension === extension);
    const { life } = this;
    if (agent === undefined || life === null) return 'down';
    const { handlers } = life.core;
    const run = handlers[method] as (...of: [ParsedParams<M>, typeof agent, AbortSignal]) => Promise<null>;
    return run(params, agent, new AbortController().signal).catch((error: unknown) => {
      if (error instanceof CommandFault) return error.reason;
      throw error;
    });
  }

  /** The telephone system gets the order of a call. */
  private ordered({ extension, number }: PhoneCall): void {
    const key = phoneKey(number);
    const client = this.waiting.get(key);
    if (client === undefined || (!client.isRecorded && !client.rung.includes(extension))) return;
    if (this.sure.has(extension)) return;
    for (const call of this.phones.calls.values())
      if (call.extension !== extension && phoneKey(call.number) === key)
        this.faults.push(`${extension} calls ${number} back, and ${call.extension} does: ${call.phase}`);
  }
}
