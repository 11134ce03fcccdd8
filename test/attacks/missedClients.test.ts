import * as v from 'valibot';
import { missedClientsSchema, type WireMissedClient } from '../../protocol/missedClient';
import type { Method } from '../../protocol/methods';
import { CardOffice } from '../server/support/CardOffice';

/** Longer than anything that was looked up is kept, ms. */
const LATER_MS = 11 * 60_000;

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
  cards.fillAccount();
});

afterEach(() => cards.close());

const ask = async (who: string, method: Method, params: object = {}): Promise<unknown> =>
  cards.office.inTime(cards.office.backend.call(method, params, await cards.office.proven(who)));

const lineOf = async (who: string, number: string): Promise<WireMissedClient | undefined> =>
  v
    .parse(missedClientsSchema, await ask(who, 'get_missed_clients'))
    .clients.find(({ contact_phone }) => contact_phone === number);

/** A call that no one answers, of which the administrator has the line. */
async function missCall(number: string, at: readonly string[]): Promise<WireMissedClient | undefined> {
  cards.simulator.incoming(number, [...at], { answersItself: false, givesUpMs: 1_000 });
  await cards.passUntil(async () => (await lineOf('101', number)) !== undefined);
  return lineOf('101', number);
}

test('a hidden client is in no list of who may not view them, however long ago who called was looked up', async () => {
  await cards.start();
  const line = await missCall(cards.number, ['102']);
  expect(await lineOf('104', cards.number)).toBeUndefined();
  await cards.office.backend.timer.pass(LATER_MS);
  expect(await lineOf('104', cards.number)).toBeUndefined();
  expect(await ask('104', 'take_missed_client', { id: line?.id, is_taken: true })).toBe('UnknownContact');
  expect(await ask('104', 'call_back', { id: line?.id })).toBe('UnknownContact');
  // Who may view the client goes on seeing who it is.
  expect(await lineOf('101', cards.number)).toMatchObject({ contact_name: 'Иван Петров' });
});

test('a hidden client whose call rang no phone, or whose number two companies have, is in no list of who may not view them', async () => {
  const firm = { responsible_user_id: 2, updated_at: 5 };
  cards.account.companies.push(
    { ...firm, id: 77, name: 'Лютик', phones: ['+79990002233'] },
    { ...firm, id: 78, name: 'Василёк', phones: ['+79990002233'] },
  );
  await cards.start();
  for (const number of [cards.number, '+79990002233']) {
    await missCall(number, ['102']);
    // Agent 103 views no companies, and the contacts of the own group.
    expect(await lineOf('103', number)).toBeUndefined();
  }
});

test('an own contact with the number, or dialling it, tells nothing of what colleagues did for the client', async () => {
  cards.account.contact('Свой', cards.number, { id: 74, responsible_user_id: 4 });
  await cards.start();
  const line = await missCall(cards.number, ['102']);
  const { id } = line ?? {};
  expect(await ask('101', 'take_missed_client', { id, is_taken: true })).toBeNull();
  expect(await lineOf('104', cards.number)).toMatchObject({
    contact_name: 'Свой',
    taken_by: { name: null, is_me: false },
  });
  expect(await ask('101', 'take_missed_client', { id, is_taken: false })).toBeNull();
  expect(await ask('102', 'call_back', { id })).toBeNull();
  const talked = async (): Promise<boolean> => (await lineOf('101', cards.number))?.talked !== null;
  await cards.passUntil(talked);
  expect(await lineOf('102', cards.number)).toMatchObject({ talked: { name: 'Оператор 102' } });
  expect(await lineOf('104', cards.number)).toBeUndefined();
});

test('who may not know a colleague learns by no button that this one talks with a client who has called', async () => {
  cards.account.contact('Свой', cards.number, { id: 74, responsible_user_id: 4 });
  await cards.start();
  const { id } = (await missCall(cards.number, ['102'])) ?? {};
  // Without `ask`, which lets time pass: a talk of some seconds closes the line.
  const asked = async (who: string, method: Method, params: object): Promise<unknown> =>
    cards.office.backend.call(method, params, await cards.office.proven(who));
  const unsure = { phone: cards.number, unless_taken: true };
  cards.ring(['102']);
  const ringing = async () => (await cards.statusWithCards('102')).calls.at(-1);
  await cards.office.until(async () => (await ringing())?.phase === 'RINGING');
  expect(await asked('102', 'answer', { unique_id: (await ringing())?.unique_id })).toBeNull();
  await cards.office.until(async () => (await ringing())?.phase === 'CONVERSATION');
  expect(await asked('101', 'take_missed_client', { id, is_taken: true })).toBe('TakenByColleague');
  expect(await asked('101', 'originate', unsure)).toBe('TakenByColleague');
  expect(await asked('104', 'take_missed_client', { id, is_taken: true })).toBeNull();
  expect(await asked('104', 'take_missed_client', { id, is_taken: false })).toBeNull();
  expect(await asked('104', 'originate', unsure)).toBeNull();
});

test('a colleague’s call to the client is refused to all: the line shows it as taken, without a name', async () => {
  cards.account.contact('Свой', cards.number, { id: 74, responsible_user_id: 4 });
  await cards.start();
  const { id } = (await missCall(cards.number, ['102'])) ?? {};
  expect(await ask('102', 'originate', { phone: cards.number })).toBeNull();
  expect((await lineOf('104', cards.number))?.taken_by).toEqual({ name: null, is_me: false });
  for (const who of ['101', '104']) {
    expect(await ask(who, 'take_missed_client', { id, is_taken: true })).toBe('TakenByColleague');
    const unsure = { phone: cards.number, unless_taken: true };
    expect(await ask(who, 'originate', unsure)).toBe('TakenByColleague');
  }
});

test('who only dials a hidden client’s number sees no line of theirs', async () => {
  await cards.start();
  await missCall(cards.number, ['102']);
  expect(await ask('104', 'originate', { phone: cards.number })).toBeNull();
  await cards.passUntil(async () => (await lineOf('101', cards.number))?.taken_by !== null);
  expect(await lineOf('104', cards.number)).toBeUndefined();
});

test('who locks and frees a line again and again has colleagues’ widgets ask once a second', async () => {
  await cards.start();
  await missCall('+79990000001', ['104']);
  const line = await lineOf('104', '+79990000001');
  // Without `ask`, which lets time pass.
  const [headers, watching] = [await cards.office.proven('104'), await cards.office.proven('102')];
  const status = async (): Promise<number> => {
    const params = { current_status: null, missed_clients: true };
    const answer = await cards.office.backend.call('get_agent_status', params, watching);
    return v.parse(v.object({ missed_clients: v.number() }), answer).missed_clients;
  };
  await cards.office.backend.timer.pass(5_000);
  const seen = new Set([await status()]);
  for (let turn = 0; turn < 20; turn += 1) {
    const params = { id: line?.id, is_taken: turn % 2 === 0 };
    expect(await cards.office.backend.call('take_missed_client', params, headers)).toBeNull();
    seen.add(await status());
  }
  expect(seen.size).toBe(2);
  await cards.office.backend.timer.pass(2_000);
  seen.add(await status());
  expect(seen.size).toBe(3);
});
