import { Simulator } from '../../../../server/telephony/simulator/Simulator';
import { asAsterisk } from './asAsterisk';
import { OutcomeOffice } from './OutcomeOffice';

/** A talk with a colleague and the client who was consulted from it are one whole call of Asterisk: the note is the client's. */
let office: OutcomeOffice;
const { start } = Simulator.prototype;
const OWN = '+79030000017';

beforeEach(async () => {
  office = await OutcomeOffice.open();
  // Agent 104 views only their own cards, and the client is 102's.
  office.cards.fillAccount();
  Simulator.prototype.start = function (listener): Promise<void> {
    return start.call(this, asAsterisk(listener));
  };
  await office.start();
});

afterEach(() => {
  Simulator.prototype.start = start;
  return office.close();
});

const save = (who: string, unique_id: string, text: string): Promise<unknown> =>
  office.ask(who, 'save_note', { unique_id, text, written_at: office.now() });

const read = (who: string, unique_id: string): Promise<unknown> => office.ask(who, 'get_note', { unique_id });

/** The agent's live call that is none of these, once the far end has picked up. */
async function talks(who: string, ...others: readonly string[]): Promise<string> {
  const other = async (): Promise<string | undefined> =>
    (await office.cards.statusWithCards(who)).calls.find(
      (call) => call.phase === 'CONVERSATION' && !others.includes(call.unique_id),
    )?.unique_id;
  await office.cards.passUntil(async () => (await other()) !== undefined);
  return (await other()) ?? '';
}

async function answered(who: string, ...others: readonly string[]): Promise<string> {
  const unique_id = await office.callOf(who, 'RINGING');
  expect(await office.ask(who, 'answer', { unique_id })).toBeNull();
  return talks(who, ...others);
}

/** 104 talks with somebody, and consults the client from that talk. */
async function consulted(phone: string): Promise<{ readonly first: string; readonly second: string }> {
  expect(await office.ask('104', 'originate', { phone })).toBeNull();
  const first = await talks('104');
  const { number } = office.cards;
  expect(await office.ask('104', 'consult', { unique_id: first, phone: number })).toBeNull();
  return { first, second: await talks('104', first) };
}

async function handedOn(unique_id: string, to: string): Promise<string> {
  expect(await office.ask('104', 'redirect', { unique_id, phone: to })).toBeNull();
  return answered(to);
}

test('who goes on with a colleague has handed the client over', async () => {
  const { first, second } = await consulted('105');
  expect(await save('104', second, 'Спросил')).toBeNull();
  const unique_id = await handedOn(second, '102');
  expect(await save('102', unique_id, 'Тайна')).toBeNull();
  expect(await read('102', unique_id)).toMatchObject({ others: [{ text: 'Спросил' }] });
  expect(await read('104', first)).toMatchObject({ text: '', others: [] });
  expect(await read('104', second)).toMatchObject({ text: 'Спросил', others: [] });
  const chosen = { outcome_id: 'sold', written_at: office.now() };
  expect(await office.ask('102', 'set_outcome', { unique_id, ...chosen })).toBeNull();
  await office.cards.office.backend.timer.pass(1_000);
  const replaced = { outcome_id: 'sold', written_at: office.now() };
  expect(await office.ask('104', 'set_outcome', { unique_id: second, ...replaced })).toBe('WrongPhase');
  // Not even once the colleague's talk is over.
  office.cards.endCall('102');
  await office.callOf('102', 'ENDED');
  expect(await read('104', first)).toMatchObject({ others: [], outcome_id: null });
  await office.minutes(11);
  expect([await read('104', second), await save('104', second, 'Чужое')]).toEqual([
    'NoActiveCall',
    'NoActiveCall',
  ]);
  expect(await read('102', unique_id)).toMatchObject({ text: 'Тайна', chosen_by: 'Оператор 102' });
});

test('what colleagues say of their talk is not said of the client who was consulted from it', async () => {
  const { account } = office.cards;
  const { first, second } = await consulted('105');
  const own = await talks('105');
  const unique_id = await handedOn(second, '102');
  expect(await save('102', unique_id, 'Тайна')).toBeNull();
  const chosen = { outcome_id: 'sold', written_at: office.now() };
  expect(await office.ask('102', 'set_outcome', { unique_id, ...chosen })).toBeNull();
  await office.cards.office.backend.timer.pass(1_000);
  const task = { task_text: 'Чужая', task_due_at: office.now() + 3_600 };
  const foreign = { outcome_id: 'sold', ...task, written_at: office.now() };
  for (const [who, id] of [['104', first] as const, ['105', own] as const]) {
    expect(await read(who, id)).toMatchObject({ text: '' });
    expect(JSON.stringify(await read(who, id))).not.toContain('Тайна');
    await save(who, id, `Чужое ${who}`);
    await office.ask(who, 'set_outcome', { unique_id: id, ...foreign });
  }
  expect(await read('102', unique_id)).toMatchObject({ task: null, others: [], chosen_by: 'Оператор 102' });
  office.cards.endCall('102');
  await office.callOf('102', 'ENDED');
  await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
  expect(account.notes.filter(({ params }) => params.text?.includes('Чужое') === true)).toEqual([]);
  expect(account.tasks.filter(({ text }) => text.includes('Чужая'))).toEqual([]);
});

test('who calls the client once more from the talk with a colleague reads nothing of the one who has got them', async () => {
  const { first, second } = await consulted('105');
  const unique_id = await handedOn(second, '102');
  expect(await save('102', unique_id, 'Тайна')).toBeNull();
  const { number } = office.cards;
  expect(await office.ask('104', 'consult', { unique_id: first, phone: number })).toBeNull();
  const again = await talks('104', first);
  for (const id of [first, second, again]) expect(await read('104', id)).toMatchObject({ others: [] });
});

test('a colleague who is consulted has the note until the client has gone on', async () => {
  const client = await office.talk('102');
  expect(await save('102', client, 'Тайна')).toBeNull();
  expect(await office.ask('102', 'consult', { unique_id: client, phone: '104' })).toBeNull();
  const asked = await answered('104');
  expect(await read('104', asked)).toMatchObject({ others: [{ text: 'Тайна' }] });
  expect(await save('104', asked, 'Совет')).toBeNull();
  expect(await read('102', client)).toMatchObject({ others: [{ text: 'Совет' }] });
});

test('what a consulted colleague writes is of the client whom they are asked about', async () => {
  const { first, second } = await consulted(OWN);
  const unique_id = await handedOn(second, '102');
  expect(await office.ask('102', 'consult', { unique_id, phone: '103' })).toBeNull();
  const asked = await answered('103');
  expect(await save('103', asked, 'Совет')).toBeNull();
  expect(await read('104', first)).toMatchObject({ others: [] });
  expect(await read('102', unique_id)).toMatchObject({ others: [{ text: 'Совет' }] });
});
