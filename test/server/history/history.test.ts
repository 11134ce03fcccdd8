import * as v from 'valibot';
import { historySchema, type WireHistory, type WireHistoryLine } from '../../../protocol/history';
import { OutcomeOffice } from '../crm/callNotes/OutcomeOffice';
import { TestBackend } from '../support/startBackend';

const HISTORY = ['get_history', 'get_recording'];

let office: OutcomeOffice;

beforeEach(async () => {
  office = await OutcomeOffice.open();
  office.cards.fillAccount();
  await office.start();
});

afterEach(() => office.close());

const pageOf = async (who: string, params: object = {}): Promise<WireHistory> => {
  const asked = office.ask(who, 'get_history', { scope: 'own', limit: 50, ...params });
  return v.parse(historySchema, await office.cards.office.inTime(asked));
};

const linesOf = async (who: string, params: object = {}): Promise<WireHistoryLine[]> =>
  (await pageOf(who, params)).calls;

const numbersOf = async (who: string, params: object = {}): Promise<string[]> =>
  (await linesOf(who, params)).map(({ contact_phone }) => contact_phone);

/** The client talks with the agent for five seconds, and hangs up. */
async function talked(who: string, number: string): Promise<void> {
  const { simulator, office: rights } = office.cards;
  simulator.incoming(number, [who], { answersItself: false, via: 'sales' });
  await rights.backend.timer.pass(1_000);
  simulator.answer(who);
  await rights.backend.timer.pass(5_000);
  simulator.farHangup(who);
  await office.cards.passUntil(async () => (await numbersOf(who)).includes(number));
}

async function missed(who: string, number: string): Promise<void> {
  office.cards.simulator.incoming(number, [who], { answersItself: false, givesUpMs: 1_000 });
  await office.cards.passUntil(async () => (await numbersOf(who)).includes(number));
}

test('without proven users no list is offered, and none works: one key would open everybody’s calls', async () => {
  const backend = await TestBackend.start();
  const { methods } = (await backend.call('ping')) as { methods: string[] };
  expect(methods.filter((method) => HISTORY.includes(method))).toEqual([]);
  expect(await backend.call('get_history', { scope: 'own', limit: 5 })).toBe('NotSupported');
  expect(await backend.call('get_recording', { unique_id: 'x' })).toBe('NotSupported');
  await backend.app.close();
  const { methods: proven } = (await office.ask('101', 'ping')) as { methods: string[] };
  expect(proven).toEqual(expect.arrayContaining(HISTORY));
});

test('an agent’s own calls, also those that began on the phone, the newest first, over a restart', async () => {
  const { cards } = office;
  await talked('102', cards.number);
  await missed('102', '+79990000001');
  cards.simulator.colleagueCalls('104', '102', true);
  await cards.office.backend.timer.pass(5_000);
  cards.simulator.farHangup('104');
  await cards.passUntil(async () => (await linesOf('102')).length === 3);
  const lines = await linesOf('102');
  expect(lines).toMatchObject([
    {
      direction: 'INTERNAL',
      contact_phone: '104',
      contact_name: 'Оператор 104',
      outcome: 'answered',
      has_recording: false,
    },
    {
      direction: 'INBOUND',
      contact_phone: '+79990000001',
      contact_name: null,
      outcome: 'missed',
      talk_seconds: 0,
    },
    {
      direction: 'INBOUND',
      contact_phone: cards.number,
      contact_name: 'Иван Петров',
      contact_id: '71',
      company: 'Ромашка',
      via: 'sales',
      agent: { name: 'Оператор 102', is_me: true },
      is_mine: true,
      outcome: 'answered',
      talk_seconds: 5,
      note: null,
    },
  ]);
  await cards.office.stop();
  await office.start();
  expect(await linesOf('102')).toEqual(lines);
});

test('filters and searches are about what the agent sees', async () => {
  const { cards } = office;
  await talked('102', cards.number);
  await missed('102', '+79990000001');
  expect(await numbersOf('102', { outcome: 'missed' })).toEqual(['+79990000001']);
  expect(await numbersOf('102', { outcome: 'answered', direction: 'INBOUND' })).toEqual([cards.number]);
  expect(await numbersOf('102', { direction: 'OUTBOUND' })).toEqual([]);
  expect(await numbersOf('102', { search: '999 111-22' })).toEqual([cards.number]);
  expect(await numbersOf('102', { search: '8999000' })).toEqual(['+79990000001']);
  expect(await numbersOf('102', { search: 'Петров' })).toEqual([cards.number]);
  expect(await numbersOf('102', { search: 'Сидоров' })).toEqual([]);
});

test('pages go on where the one before has ended, whatever comes meanwhile', async () => {
  const all = ['+79990000001', '+79990000002', '+79990000003'];
  for (const number of all) await missed('102', number);
  const first = await pageOf('102', { limit: 2 });
  await missed('102', '+79990000004');
  const second = await pageOf('102', { limit: 2, cursor: first.next });
  expect([...first.calls, ...second.calls].map(({ contact_phone }) => contact_phone)).toEqual(
    [...all].reverse(),
  );
  expect(second.next).toBeNull();
});

test('others’ calls are there for whom amoCRM lets view their clients', async () => {
  await talked('102', office.cards.number);
  expect(await pageOf('101', { scope: 'department' })).toMatchObject({
    has_department: true,
    calls: [{ contact_name: 'Иван Петров', agent: { name: 'Оператор 102', is_me: false }, is_mine: false }],
  });
  expect(await pageOf('101')).toMatchObject({ calls: [] });
  expect(await pageOf('111', { scope: 'department' })).toMatchObject({ has_department: false, calls: [] });
});

test('what agents have written and chosen stays with the call after the note itself has gone', async () => {
  const { cards } = office;
  const unique_id = await office.talk('102');
  await office.ask('102', 'save_note', { unique_id, text: 'Ждёт счёт', written_at: office.now() });
  await office.handOver('102', '104');
  cards.endCall('104');
  await cards.passUntil(async () => (await linesOf('104')).length === 1);
  await office.ask('102', 'set_outcome', { unique_id, outcome_id: 'sold', written_at: office.now() });
  const note = {
    texts: [{ name: 'Оператор 102', is_me: true, text: 'Ждёт счёт' }],
    outcome: { ru: 'Продано', en: 'Sold' },
  };
  await cards.passUntil(async () => (await linesOf('102'))[0]?.note?.outcome !== null);
  expect(await linesOf('102')).toMatchObject([
    { note, outcome: 'answered', agent: { name: 'Оператор 104' } },
  ]);
  for (let day = 0; day < 3; day += 1) await cards.office.backend.timer.pass(86_400_000);
  expect(await office.ask('102', 'get_note', { unique_id })).toBe('NoActiveCall');
  expect(await linesOf('102')).toMatchObject([{ note }]);
  // It is the client of 102: who has taken over and may not view the client reads nothing of it.
  expect(await linesOf('104')).toMatchObject([{ note: null, contact_name: null, agent: { is_me: true } }]);
});
