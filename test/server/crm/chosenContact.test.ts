import { FakeTimer } from '../../support/FakeTimer';
import { FakeAmo } from '../support/amo/FakeAmo';
import { buildCrm, KNOWN, record } from '../support/amo/startCrm';
import { CardOffice } from '../support/CardOffice';

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
});

afterEach(() => cards.close());

/** Two contacts with the client's number; amoCRM puts a call to the first one. */
async function start(): Promise<void> {
  for (const id of [71, 72])
    cards.account.contact(`Контакт ${id}`, cards.number, { id, responsible_user_id: 2 });
  await cards.office.start(undefined, {
    index: true,
    calls: { outbox: `${cards.office.folder}/outbox` },
  });
  await cards.office.untilIndexed();
  await cards.office.untilRights('ok');
}

const untilLogged = (count: number): Promise<void> =>
  cards.passUntil(async () => Promise.resolve(cards.account.notes.length >= count));

/** Who talks with the client, and which contact they choose; null: none. */
async function call(who: string, contact_id: string | null): Promise<void> {
  cards.ring([who]);
  let unique_id = '';
  await cards.office.until(async () => {
    const last = (await cards.statusWithCards(who)).calls.at(-1);
    unique_id = last?.unique_id ?? '';
    return last?.phase === 'RINGING' && (last.contact_matches?.length ?? 0) > 1;
  });
  const headers = await cards.office.proven(who);
  const run = (method: 'answer' | 'choose_contact', params: object): Promise<unknown> =>
    cards.office.backend.call(method, { unique_id, ...params }, headers);
  expect(await run('answer', {})).toBeNull();
  if (contact_id !== null) expect(await run('choose_contact', { contact_id })).toBeNull();
  cards.endCall(who);
  await cards.passUntil(async () => (await cards.statusWithCards(who)).calls.length === 0);
}

test('the entry of a call is on the contact that an agent has chosen of several, also of later calls', async () => {
  await start();
  await call('102', null);
  await untilLogged(1);
  await call('102', '72');
  await untilLogged(2);
  await call('101', null);
  await untilLogged(3);
  expect(cards.account.calls).toHaveLength(1);
  expect(cards.account.notes).toMatchObject([
    { type: 'contacts', entity_id: 71, note_type: 'call_in' },
    { type: 'contacts', entity_id: 72, note_type: 'call_in', created_by: 2, params: { call_status: 4 } },
    { type: 'contacts', entity_id: 72, note_type: 'call_in', created_by: 1 },
  ]);
});

test('what a colleague has chosen does not take a call to a contact that whose call it is may not view', async () => {
  cards.account.contact('Свой', cards.number, { id: 70, responsible_user_id: 4 });
  await start();
  await call('102', '72');
  await untilLogged(1);
  // 104 views their own contacts alone.
  cards.ring(['104']);
  cards.simulator.answer('104');
  await cards.office.until(
    async () => (await cards.statusWithCards('104')).calls.at(-1)?.phase === 'CONVERSATION',
  );
  cards.endCall('104');
  await untilLogged(2);
  expect(cards.account.notes).toMatchObject([
    { entity_id: 72, note_type: 'call_in', created_by: 2 },
    { entity_id: 70, note_type: 'call_in' },
  ]);
});

test('a call of a contact from the phone book is of that contact, though others have the number', async () => {
  await start();
  const headers = await cards.office.proven('102');
  const contact_uuid = `amo:72:${cards.number}`;
  expect(await cards.office.backend.call('originate_by_contact', { contact_uuid }, headers)).toBeNull();
  const card = await cards.cardWhen('102', ({ contact }) => contact !== undefined);
  expect(card).toMatchObject({ contact: { id: '72', name: 'Контакт 72' }, is_chosen: true });
  // Who may not view it can't choose it for the others.
  const foreign = { contact_uuid: `amo:71:${cards.number}` };
  const other = await cards.office.proven('105');
  expect(await cards.office.backend.call('originate_by_contact', foreign, other)).toBeNull();
  cards.endCall('102');
  await cards.passUntil(async () => (await cards.statusWithCards('102')).calls.length === 0);
  await untilLogged(1);
  expect(cards.account.notes).toMatchObject([{ type: 'contacts', entity_id: 72, note_type: 'call_out' }]);
});

test('who sees some of the contacts alone chooses for no colleague, and for none who has chosen', async () => {
  // 104 views their own contacts alone, and has made this one with the number of a client of 102.
  cards.account.contact('Подделка', cards.number, { id: 70, responsible_user_id: 4 });
  await start();
  const contact_uuid = `amo:70:${cards.number}`;
  const dial = async (): Promise<void> => {
    const headers = await cards.office.proven('104');
    expect(await cards.office.backend.call('originate_by_contact', { contact_uuid }, headers)).toBeNull();
    await cards.office.until(() => cards.choicesOf('104') > 0);
    await cards.office.until(async () => (await cards.statusWithCards('104')).calls.length > 0);
    cards.endCall('104');
    await cards.passUntil(async () => (await cards.statusWithCards('104')).calls.length === 0);
  };
  await dial();
  await untilLogged(1);
  await call('102', null);
  await untilLogged(2);
  await call('102', '72');
  await untilLogged(3);
  await dial();
  await untilLogged(4);
  await call('102', null);
  await untilLogged(5);
  // An agent who has chosen nothing gets what was chosen by who sees all of them.
  await call('101', null);
  await untilLogged(6);
  expect(cards.account.notes.map(({ entity_id, created_by }) => [created_by, entity_id])).toEqual([
    [4, 70],
    [undefined, 70],
    [2, 72],
    [4, 70],
    [2, 72],
    [1, 72],
  ]);
});

/** A backend before an amoCRM with these contacts, of which 72 was chosen for the number, that has logged a call. */
async function logged(ids: readonly number[], prepare: (amo: FakeAmo) => void = () => undefined) {
  const timer = new FakeTimer();
  const amo = new FakeAmo(timer);
  for (const id of ids) amo.account.contact(`Контакт ${id}`, KNOWN, { id });
  prepare(amo);
  const choices = {
    of: () => Promise.resolve(new Map([['102', JSON.stringify({ contactId: 72, at: 1 })]])),
    save: () => Promise.resolve(),
  };
  const { crm, pass } = buildCrm({}, { timer, amo, choices });
  await crm.start();
  crm.finished(record(timer));
  await pass(120_000);
  const { notes, calls } = amo.account;
  const found = [
    notes.map(({ type, entity_id }) => `${type} ${entity_id}`),
    calls.length,
    crm.figures.parked(),
  ];
  await crm.close();
  return found;
}

test('a contact that has the number alone, or no more, leaves the entry to amoCRM', async () => {
  expect(await logged([72])).toEqual([['contacts 72'], 1, 0]);
  expect(await logged([71, 73])).toEqual([['contacts 71'], 1, 0]);
});

test.each(['503 after it was stored', '503 before', 'cut after it was stored'])(
  'with an answer that is lost (%s) it is there once',
  async (how) => {
    const isStored = how.includes('after') && { isStored: true as const };
    const failure = how.startsWith('cut') ? 'storedCut' : { status: 503, ...isStored };
    const found = await logged([71, 72], (amo) => amo.fail(/^POST \/api\/v4\/contacts\/notes/, failure));
    expect(found).toEqual([['contacts 72'], 0, 0]);
  },
);

test('a contact that was deleted just before leaves it to amoCRM', async () => {
  const gone = { status: 404, body: { title: 'Not Found', type: 'https://httpstatus.es/404', status: 404 } };
  const found = await logged([71, 72], (amo) => amo.fail(/^POST \/api\/v4\/contacts\/notes/, gone));
  expect(found).toEqual([['contacts 71'], 1, 0]);
});
