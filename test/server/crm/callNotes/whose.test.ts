import { OutcomeOffice } from './OutcomeOffice';

/** Whose business the note of a call is, and what may be chosen of it. */
let office: OutcomeOffice;

beforeEach(async () => {
  office = await OutcomeOffice.open();
});

afterEach(() => office.close());

const LEFT = 'NoActiveCall';

/** What the four methods that take a call say to this agent. */
async function said(who: string, unique_id: string): Promise<unknown[]> {
  const written_at = office.now();
  return [
    await office.ask(who, 'get_note', { unique_id }),
    await office.ask(who, 'save_note', { unique_id, text: 'Чужое', written_at }),
    await office.ask(who, 'set_outcome', { unique_id, outcome_id: 'sold', written_at }),
    await office.ask(who, 'extend_wait', { unique_id, minutes: 1 }),
  ];
}

const save = (who: string, unique_id: string, text: string): Promise<unknown> =>
  office.ask(who, 'save_note', { unique_id, text, written_at: office.now() });

test('only a deal of the client may be chosen, whatever else the agent may view', async () => {
  const { account } = office.cards;
  office.cards.fillAccount();
  account.contact('Другой', '+79030000000', { id: 73, responsible_user_id: 2, leadIds: [85] });
  account.contact('Свой', office.cards.number, { id: 74, responsible_user_id: 4, leadIds: [86] });
  const lead = { responsible_user_id: 2, pipeline_id: 5, status_id: 20, name: 'x', price: 1, updated_at: 7 };
  account.leads.push({ ...lead, id: 85 }, { ...lead, id: 86 }, { ...lead, id: 87 });
  await office.start();
  const unique_id = await office.talk('101');
  const choose = (lead_id: string): Promise<unknown> =>
    office.ask('101', 'set_outcome', { unique_id, outcome_id: 'sold', lead_id, written_at: office.now() });
  // Of another client; of no client.
  expect([await choose('85'), await choose('87')]).toEqual(['UnknownContact', 'UnknownContact']);
  expect(await office.ask('101', 'get_note', { unique_id })).toMatchObject({ outcome_id: null });
  // Of either contact with the number.
  expect([await choose('80'), await choose('86')]).toEqual([null, null]);
  office.cards.endCall('101');
  await office.callOf('101', 'ENDED');
  expect([await choose('85'), await choose('81')]).toEqual(['UnknownContact', null]);
});

test('who has handed the client over finishes what they were writing, and has the note no longer after that', async () => {
  office.cards.fillAccount();
  await office.start();
  const first = await office.talk('101');
  expect(await save('101', first, 'Хочет ск')).toBeNull();
  const unique_id = await office.handOver('101', '102');
  expect(await save('101', first, 'Хочет скидку')).toBeNull();
  await office.minutes(11);
  expect(await said('101', first)).toEqual([LEFT, LEFT, LEFT, LEFT]);
  expect(await office.ask('102', 'get_note', { unique_id })).toMatchObject({
    outcome_id: null,
    others: [{ text: 'Хочет скидку' }],
  });
});

test('who may not view the client in amoCRM has the note while in the call, and then their own part of it for a while', async () => {
  office.cards.fillAccount();
  await office.start();
  const first = await office.talk('102');
  expect(await save('102', first, 'Тайна')).toBeNull();
  const third = await office.handOver('102', '104');
  // 104 views their own contacts alone, and has the client on the line.
  expect(await office.ask('104', 'get_note', { unique_id: third })).toMatchObject({
    others: [{ text: 'Тайна' }],
  });
  expect(await save('104', third, 'Обещал')).toBeNull();
  const last = await office.handOver('104', '101');
  expect(await office.ask('104', 'get_note', { unique_id: third })).toMatchObject({
    text: 'Обещал',
    others: [],
  });
  expect(await save('104', third, 'Обещал перезвонить')).toBeNull();
  const chosen = { outcome_id: 'sold', task_text: 'Счёт', task_due_at: office.now() + 9_000 };
  const of101 = { unique_id: last, ...chosen, written_at: office.now() };
  expect(await office.ask('101', 'set_outcome', of101)).toBeNull();
  await office.cards.office.backend.timer.pass(1_000);
  const unseen = { outcome_id: null, task: null, chosen_by: null, lead_id: null };
  expect(await office.ask('104', 'get_note', { unique_id: third })).toMatchObject(unseen);
  const replaced = { unique_id: third, outcome_id: 'sold', written_at: office.now() };
  expect(await office.ask('104', 'set_outcome', replaced)).toBe('WrongPhase');
  expect(await office.ask('101', 'get_note', { unique_id: last })).toMatchObject({
    task: { text: 'Счёт' },
    others: [{ text: 'Тайна' }, { text: 'Обещал перезвонить' }],
  });
});

test('who had the call last has its note for a day, as long as they may view the client', async () => {
  office.cards.fillAccount();
  await office.start();
  const ofViewer = await office.talk('102');
  office.cards.endCall('102');
  await office.callOf('102', 'ENDED');
  const ofOther = await office.talk('104');
  office.cards.endCall('104');
  await office.callOf('104', 'ENDED');
  expect(await save('104', ofOther, 'Обещал')).toBeNull();
  await office.minutes(11);
  expect(await save('102', ofViewer, 'Ждёт')).toBeNull();
  expect(await said('104', ofOther)).toEqual([LEFT, LEFT, LEFT, LEFT]);
  await office.cards.office.backend.timer.pass(24 * 3_600_000);
  expect(await said('102', ofViewer)).toEqual([LEFT, LEFT, LEFT, LEFT]);
});

test('an outcome that is not offered for the line of the call can not be chosen', async () => {
  await office.start();
  const unique_id = await office.talk('101', 'support');
  const choose = (who: string, id: string, outcome_id: string): Promise<unknown> =>
    office.ask(who, 'set_outcome', { unique_id: id, outcome_id, written_at: office.now() });
  expect(await office.ask('101', 'get_note', { unique_id })).toMatchObject({ offered: ['sold'] });
  expect(await choose('101', unique_id, 'call-back')).toBe('NotSupported');
  expect(await choose('101', unique_id, 'sold')).toBeNull();
  office.cards.endCall('101');
  await office.callOf('101', 'ENDED');
  expect(await choose('101', unique_id, 'call-back')).toBe('NotSupported');
  // The line stays that of the call when it is handed over.
  const ofSales = await office.talk('101', 'sales');
  const next = await office.handOver('101', '102');
  expect(await office.ask('102', 'get_note', { unique_id: next })).toMatchObject({
    offered: ['sold', 'call-back'],
  });
  expect(await choose('102', next, 'call-back')).toBeNull();
  expect(await choose('101', ofSales, 'sold')).toBeNull();
});
