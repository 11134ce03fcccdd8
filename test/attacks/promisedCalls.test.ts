import * as v from 'valibot';
import { missedClientsSchema, type WireMissedClient } from '../../protocol/missedClient';
import { OutcomeOffice } from '../server/crm/callNotes/OutcomeOffice';

const TALK_MS = 5_000;
const CALL_BACK = {
  id: 'call-back',
  text: 'Перезвонить',
  task: { text: 'Перезвонить', inMinutes: 60 },
  callBack: true,
};

let office: OutcomeOffice;
let cards: OutcomeOffice['cards'];

beforeEach(async () => {
  office = await OutcomeOffice.open();
  ({ cards } = office);
  cards.fillAccount();
});

afterEach(() => office.close());

const start = (): Promise<void> => office.start({ outcomes: { waitSeconds: 60, list: [CALL_BACK] } });

const lineOf = async (who: string): Promise<WireMissedClient | undefined> =>
  v
    .parse(missedClientsSchema, await office.ask(who, 'get_missed_clients'))
    .clients.find(({ contact_phone }) => contact_phone === cards.number);

/** The agent talks with the client, and promises to call them back. @returns the agent's call */
async function promise(who: string): Promise<string> {
  const unique_id = await office.talk(who);
  await cards.office.backend.timer.pass(TALK_MS);
  cards.endCall(who);
  await cards.passUntil(async () => (await cards.statusWithCards(who)).calls.at(-1)?.phase === 'ENDED');
  const task = { task_text: 'Перезвонить', task_due_at: Math.floor(office.now()) + 3_600 };
  const choice = { unique_id, outcome_id: CALL_BACK.id, written_at: office.now(), ...task };
  expect(await office.ask(who, 'set_outcome', choice)).toBeNull();
  return unique_id;
}

test('an own contact with the number tells nothing of what a colleague has promised the client', async () => {
  cards.account.contact('Свой', cards.number, { id: 74, responsible_user_id: 4 });
  await start();
  await promise('102');
  expect(await lineOf('101')).toMatchObject({ count: 0, promised: { name: 'Оператор 102' } });
  expect(await lineOf('104')).toBeUndefined();
  const { id: before } = (await lineOf('101')) ?? {};
  expect(await office.ask('104', 'call_back', { id: before })).toBe('UnknownContact');

  const since = office.now();
  cards.simulator.incoming(cards.number, ['102'], { answersItself: false, givesUpMs: 1_000 });
  await cards.passUntil(async () => (await lineOf('101'))?.count === 1);
  const line = await lineOf('104');
  expect(line).toMatchObject({ contact_name: 'Свой', count: 1, promised: null });
  // Neither when the colleague has promised it, nor the call in which they did.
  expect(line?.first_at).toBeGreaterThanOrEqual(since);
  expect(line?.id).not.toBe(before);
});

test('who may not view the client sees the own promise, and colleagues like them do not', async () => {
  await start();
  await promise('104');
  expect(await lineOf('104')).toMatchObject({ count: 0, contact_name: null, promised: { is_me: true } });
  expect(await lineOf('105')).toBeUndefined();
  const { id } = (await lineOf('104')) ?? {};
  expect(await office.ask('105', 'take_missed_client', { id, is_taken: true })).toBe('UnknownContact');
  expect(await office.ask('104', 'take_missed_client', { id, is_taken: true })).toBeNull();
});
