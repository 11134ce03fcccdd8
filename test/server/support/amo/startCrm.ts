import * as v from 'valibot';
import { AgentDirectory } from '../../../../server/calls/AgentDirectory';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import { AmoFault } from '../../../../server/crm/client/AmoFault';
import type { Crm, CrmOptions } from '../../../../server/crm/Crm';
import { createCrm } from '../../../../server/crm/createCrm';
import { amoSettingsSchema } from '../../../../server/crm/amoSettings';
import { createLogger } from '../../../../server/http/createLogger';
import { ContactList } from '../../../../server/phonebook/ContactList';
import { Phonebook } from '../../../../server/phonebook/Phonebook';
import { phonebookEntries } from '../../../../server/phonebook/phonebookEntries';
import { RecentContacts } from '../../../../server/phonebook/RecentContacts';
import { FakeTimer } from '../../../support/FakeTimer';
import { FakeAmo } from './FakeAmo';
import { TOKEN } from './GrantOffice';
import { MemoryOutboxStore } from './MemoryOutboxStore';

export const KNOWN = '+79101234567';
export const UNKNOWN = '+79990000001';

export const agents = [
  { email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Анна Смирнова' },
  { email: 'boris@example.com', extension: '102', name: 'Борис Орлов' },
  { email: 'vera@example.com', extension: '103', name: 'Вера Лис' },
];

/** Lets what is on its way arrive. */
async function turn(): Promise<void> {
  for (let count = 0; count < 6; count += 1) await new Promise(setImmediate);
}

/** Lets time pass in small steps, so that answers arrive before their time limits. */
export async function pass(timer: FakeTimer, ms: number, stepMs = 500): Promise<void> {
  await turn();
  for (let left = ms; left > 0; left -= stepMs) {
    await timer.pass(Math.min(stepMs, left));
    await turn();
  }
}

export interface TestCrm {
  readonly crm: Crm;
  readonly amo: FakeAmo;
  readonly timer: FakeTimer;
  readonly store: MemoryOutboxStore;
  readonly recent: RecentContacts;
  readonly log: string[];
  pass(ms: number): Promise<void>;
}

/** amoCRM's side of the backend, of the real code, before a fake amoCRM. */
export function buildCrm(
  settings: Partial<v.InferInput<typeof amoSettingsSchema>> = {},
  ports: Partial<CrmOptions> & { amo?: FakeAmo; timer?: FakeTimer; store?: MemoryOutboxStore } = {},
): TestCrm {
  const { timer = new FakeTimer(), store = new MemoryOutboxStore() } = ports;
  const { amo = new FakeAmo(timer) } = ports;
  const log: string[] = [];
  const phonebook = new Phonebook(
    phonebookEntries([{ name: 'Местный Клиент', phone: '+74950000000', contactId: '5' }], agents),
  );
  const recent = new RecentContacts(10);
  const crm = createCrm({
    settings: v.parse(amoSettingsSchema, {
      address: 'https://romashka.amocrm.ru',
      ...(settings.oauth === undefined && { token: TOKEN }),
      ...settings,
    }),
    path: '/asterisk_ng',
    clock: timer,
    logger: createLogger('trace', { write: (line: string) => void log.push(line) }),
    directory: new AgentDirectory(agents),
    phonebook,
    contacts: new ContactList(phonebook, recent, () => 'FREE'),
    linkOf: ({ recording }) => (recording === null ? null : `https://pbx.example.com/${recording}`),
    fetch: amo.fetch,
    random: () => 0,
    outboxStore: store,
    ...ports,
  });
  return { crm, amo, timer, store, recent, log, pass: (ms) => pass(timer, ms) };
}

let made = 0;

/** A client's call that Anna took, and what is different in this one. */
export function record(timer: FakeTimer, more: Partial<CallRecord> = {}): CallRecord {
  const now = timer.now();
  made += 1;
  return {
    id: `1763700000.${made}`,
    direction: 'inbound',
    number: KNOWN,
    via: null,
    outcome: 'answered',
    extension: '101',
    extensions: ['101'],
    startedAt: now - 60_000,
    answeredAt: now - 50_000,
    endedAt: now,
    recording: null,
    ...more,
  };
}

/** A client's call that was not answered. */
export function missed(timer: FakeTimer, more: Partial<CallRecord> = {}): CallRecord {
  return record(timer, { outcome: 'missed', answeredAt: null, ...more });
}

/** Asks once for the agent who is responsible for the number: the extension, or the fault's reason. */
export async function ask(crm: Crm, number = KNOWN): Promise<string | null> {
  return crm.responsibleExtension(number, new AbortController().signal).catch((error: unknown) => {
    if (error instanceof AmoFault) return error.reason;
    throw error;
  });
}
