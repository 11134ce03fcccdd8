import * as v from 'valibot';
import { historySchema, type WireHistoryLine } from '../../../../protocol/history';
import { OutcomeOffice } from './OutcomeOffice';

/** What an agent has dialled is what they say: a number of no card, or of a card of their own, opens no colleague's part of the call. */
let office: OutcomeOffice;

beforeEach(async () => {
  office = await OutcomeOffice.open();
  office.cards.fillAccount();
});

afterEach(() => office.close());

/** Agent 104 views only their own cards: a contact with this number, and its deal. */
function ownContact(number: string): void {
  const { account } = office.cards;
  account.contact('Свой', number, { id: 74, responsible_user_id: 4, leadIds: [86] });
  account.leads.push({
    ...{ id: 86, responsible_user_id: 4, pipeline_id: 5, status_id: 20, name: 'x', price: 1, updated_at: 7 },
  });
}

const save = (who: string, unique_id: string, text: string): Promise<unknown> =>
  office.ask(who, 'save_note', { unique_id, text, written_at: office.now() });

const read = (unique_id: string): Promise<unknown> => office.ask('104', 'get_note', { unique_id });

async function dialled(phone: string): Promise<string> {
  expect(await office.ask('104', 'originate', { phone })).toBeNull();
  let id = '';
  await office.cards.passUntil(async () => {
    const call = (await office.cards.statusWithCards('104')).calls.at(-1);
    id = call?.unique_id ?? '';
    return call?.phase === 'CONVERSATION';
  });
  return id;
}

/** 104 dials, writes, and hands the client over to 102, who writes, too. @returns the call of 104, and that of 102 */
async function handedOn(phone: string): Promise<readonly [string, string]> {
  const first = await dialled(phone);
  expect(await save('104', first, 'Своё')).toBeNull();
  await office.cards.office.backend.timer.pass(5_000);
  const second = await office.handOver('104', '102');
  expect(await save('102', second, 'Тайна')).toBeNull();
  return [first, second];
}

async function ended(who: string): Promise<void> {
  office.cards.endCall(who);
  await office.callOf(who, 'ENDED');
}

/** The last call of 104 in the list of past calls, once it has its note there. */
async function lineWithNote(scope: 'own' | 'department'): Promise<WireHistoryLine | undefined> {
  const last = async (): Promise<WireHistoryLine | undefined> => {
    const asked = office.ask('104', 'get_history', { scope, limit: 5 });
    return v.parse(historySchema, await office.cards.office.inTime(asked)).calls[0];
  };
  await office.cards.passUntil(async () => (await last())?.note?.texts !== undefined);
  return last();
}

// The client's number behind the digit of a line, and with a digit too many, which trunks cut.
test.each(['989991112233', '899911122330'])(
  'an own contact with %s, which leads to a hidden client, opens nothing of the colleague’s talk',
  async (phone) => {
    ownContact(phone);
    await office.start();
    const [first] = await handedOn(phone);
    expect(await read(first)).toMatchObject({ text: 'Своё', others: [] });
    await ended('102');
    expect(await read(first)).toMatchObject({ text: 'Своё', others: [] });
    const line = await lineWithNote('department');
    expect(line).toMatchObject({ is_mine: true, note: { texts: [{ is_me: true }] } });
    expect(line?.agent?.is_me ?? true).toBe(true);
  },
);

test('nor takes its deal the colleague’s talk and note', async () => {
  ownContact('989991112233');
  await office.start();
  const first = await dialled('989991112233');
  const choice = { unique_id: first, outcome_id: 'sold', lead_id: '86', written_at: office.now() };
  expect(await office.ask('104', 'set_outcome', choice)).toBeNull();
  const unique_id = await office.handOver('104', '102');
  expect(await save('102', unique_id, 'Тайна')).toBeNull();
  expect(await read(first)).toMatchObject({ others: [], lead_id: '86' });
  await ended('102');
  await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
  expect(office.cards.account.notes.filter(({ entity_id }) => entity_id === 86)).toEqual([]);
});

/** What stands in amoCRM of the call: entries, with recording and outcome, and notes. */
const written = (): unknown[] =>
  office.cards.account.notes.flatMap(({ entity_id, params }) => [
    [entity_id, params.text ?? null, params.call_result ?? null, typeof params.link === 'string'],
  ]);

/** 104 dials an own contact with this number, hands over, and 102 says what came of it. */
async function told(phone: string): Promise<void> {
  ownContact(phone);
  await office.start(undefined, {
    telephony: { driver: 'simulator', door: true, recording: 'talk.wav' },
    recordings: {
      folders: [office.cards.office.folder],
      address: 'https://pbx.example.com/asterisk_ng',
      linkKey: 'a-key-of-links-for-tests',
      mp3: { enabled: false },
    },
  });
  const [, second] = await handedOn(phone);
  const choice = { unique_id: second, outcome_id: 'sold', written_at: office.now() };
  expect(await office.ask('102', 'set_outcome', choice)).toBeNull();
  await ended('102');
}

test('an own contact with a number that leads to a hidden client has neither recording, outcome nor note of the colleague', async () => {
  await told('899911122330');
  await office.cards.passUntil(async () => Promise.resolve(written().length > 0));
  // The note has looked for its card more than once by then.
  const end = office.now() + 120;
  await office.cards.passUntil(async () => Promise.resolve(office.now() > end));
  expect(written()).toEqual([[86, null, null, false]]);
});

test('an own contact whose number leads to no other card has them', async () => {
  await told('+49301234567');
  await office.cards.passUntil(async () => Promise.resolve(office.notesWith('Тайна') > 0));
  expect(written()).toEqual([
    [86, null, 'Sold', true],
    [86, expect.stringContaining('Тайна'), null, false],
  ]);
});

test.each([
  ['899911122330', 'Оператор 104', 'Своё'],
  ['+79035550017', 'Оператор 102', 'Оператор 104: Своё'],
] as const)(
  'the next call’s card of an own contact with %s has what the list has',
  async (phone, whom, text) => {
    ownContact(phone);
    await office.start();
    await handedOn(phone);
    await ended('102');
    await lineWithNote('department');
    await office.minutes(1);
    await dialled(phone);
    const card = await office.cards.cardWhen('104', ({ last_calls }) => last_calls !== undefined);
    expect(card.last_calls?.map(({ with: one, note }) => [one, note?.text])).toEqual([[whom, text]]);
  },
);

test('a dialled number of no card opens the own part alone, which stays', async () => {
  await office.start();
  const [first] = await handedOn('+79035550017');
  expect(await read(first)).toMatchObject({ text: 'Своё', others: [] });
  await ended('102');
  expect(await read(first)).toMatchObject({ text: 'Своё', others: [] });
  expect(await lineWithNote('own')).toMatchObject({
    contact_phone: '+79035550017',
    note: { texts: [{ is_me: true, text: 'Своё' }] },
  });
});

test('a client whom the agent may view is theirs also where they have dialled the number', async () => {
  ownContact('+79035550017');
  await office.start();
  const [first] = await handedOn('89035550017');
  expect(await read(first)).toMatchObject({ text: 'Своё', others: [{ text: 'Тайна' }] });
});

test('of a number of no card that an agent has dialled alone they have all, for a day', async () => {
  await office.start();
  const first = await dialled('+79035550017');
  expect(await save('104', first, 'Своё')).toBeNull();
  await ended('104');
  await office.minutes(11);
  expect(await read(first)).toMatchObject({ text: 'Своё' });
  expect(await save('104', first, 'Своё и ещё')).toBeNull();
});

test('who calls in and is on no card is anyone’s who has talked with them', async () => {
  await office.start();
  office.cards.simulator.incoming('+79035550017', ['104'], { answersItself: false });
  const first = await office.callOf('104', 'RINGING');
  expect(await office.ask('104', 'answer', { unique_id: first })).toBeNull();
  const unique_id = await office.handOver('104', '102');
  expect(await save('102', unique_id, 'Спросил цену')).toBeNull();
  expect(await read(first)).toMatchObject({ others: [{ text: 'Спросил цену' }] });
});
