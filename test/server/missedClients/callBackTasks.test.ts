import * as v from 'valibot';
import { missedClientsSchema, type WireMissedClient } from '../../../protocol/missedClient';
import { OutcomeOffice } from '../crm/callNotes/OutcomeOffice';

const TALK_MS = 5_000;
const CALLS = {
  missedTask: {},
  outcomes: {
    waitSeconds: 60,
    list: [
      { id: 'sold', text: 'Продано' },
      {
        id: 'call-back',
        text: 'Перезвонить',
        task: { text: 'Перезвонить', inMinutes: 60 },
        callBack: true,
      },
      { id: 'quote', text: 'Смета', task: { text: 'Прислать смету', inMinutes: 60 } },
    ],
  },
};

let office: OutcomeOffice;
let cards: OutcomeOffice['cards'];

beforeEach(async () => {
  office = await OutcomeOffice.open();
  ({ cards } = office);
  cards.fillAccount();
  await office.start(CALLS);
});

afterEach(async () => {
  await office.close();
  // Time passes at once, so that requests of several seconds may come together; the pace has tests of its own.
  expect(cards.office.amo.violations.filter((one) => !one.includes('requests in a second'))).toEqual([]);
});

const ask: OutcomeOffice['ask'] = (...of) => office.ask(...of);

const lineOf = async (who: string): Promise<WireMissedClient | undefined> =>
  v
    .parse(missedClientsSchema, await ask(who, 'get_missed_clients'))
    .clients.find(({ contact_phone }) => contact_phone === cards.number);

type Tasks = OutcomeOffice['cards']['account']['tasks'];

/** Tasks that were made since the begin of the test. */
const tasks = (): Tasks => cards.account.tasks.filter(({ id }) => id > 100);

const untilTasks = (isSo: (all: Tasks) => boolean): Promise<void> =>
  cards.passUntil(() => Promise.resolve(isSo(tasks())));

/** Resolves once nothing is on its way to amoCRM. */
const settled = (): Promise<void> =>
  cards.passUntil(async () => ((await cards.office.health()) as { outbox?: number }).outbox === 0);

async function missCall(): Promise<void> {
  cards.simulator.incoming(cards.number, ['102'], { answersItself: false, givesUpMs: 1_000 });
  await untilTasks((all) => all.some(({ is_completed }) => !is_completed));
}

/** The client calls, the agent talks with them for as long as counts, and hangs up. */
async function talk(who: string, ms = TALK_MS): Promise<string> {
  const unique_id = await office.talk(who);
  await cards.office.backend.timer.pass(ms);
  cards.endCall(who);
  await cards.passUntil(async () => (await cards.statusWithCards(who)).calls.at(-1)?.phase === 'ENDED');
  return unique_id;
}

/** The agent chooses an outcome of the call, with a task an hour later. @returns when that is due, s since 1970 */
async function choose(who: string, unique_id: string, outcome_id: string, due?: number): Promise<number> {
  const task_due_at = due ?? Math.floor(office.now()) + 3_600;
  const task = { task_text: 'Перезвонить', task_due_at };
  expect(
    await ask(who, 'set_outcome', { unique_id, outcome_id, written_at: office.now(), ...task }),
  ).toBeNull();
  return task_due_at;
}

test('the task for a missed call is completed by the talk, with who has talked, and no other task is', async () => {
  const own = { entity_type: 'contacts' as const, entity_id: 71, created_at: 1, complete_till: 1 };
  const text = `Спросить ${cards.number} про счёт`;
  cards.account.tasks.push({ ...own, id: 95, text, is_completed: false });
  await missCall();
  expect(tasks()).toMatchObject([{ text: `Перезвонить: пропущенный звонок с ${cards.number}` }]);
  // Too short to be a talk.
  await talk('101', 1_000);
  await settled();
  expect(tasks()).toMatchObject([{ is_completed: false }]);
  await talk('101');
  await untilTasks(([task]) => task?.is_completed === true);
  expect(tasks()).toMatchObject([{ result: { text: 'The client was talked with: Оператор 101' } }]);
  expect(cards.account.tasks.filter(({ id }) => id <= 100).every((one) => !one.is_completed)).toBe(true);
});

test('a task that an agent has completed keeps their result, and one that was made another stays open', async () => {
  await missCall();
  await settled();
  Object.assign(tasks()[0]!, { is_completed: true, result: { text: 'сам' } });
  await talk('101');
  await settled();
  await missCall();
  expect(tasks()).toHaveLength(2);
  await settled();
  tasks()[1]!.text = 'Прислать договор';
  await talk('101');
  await settled();
  expect(tasks().map(({ is_completed, result }) => [is_completed, result?.text])).toEqual([
    [true, 'сам'],
    [false, undefined],
  ]);
});

test('another agent’s task with just the text of ours keeps out no task, and ours counts also where it was passed on', async () => {
  const foreign = { entity_type: 'contacts' as const, entity_id: 74, complete_till: 1, is_completed: false };
  const text = `Перезвонить: пропущенный звонок с ${cards.number}`;
  const now = Math.floor(office.now());
  cards.account.tasks.push({
    ...{ ...foreign, id: 96, text, responsible_user_id: 4 },
    ...{ created_at: now, updated_at: now },
  });
  const miss = async (count: number): Promise<void> => {
    cards.simulator.incoming(cards.number, ['102'], { answersItself: false, givesUpMs: 1_000 });
    await cards.passUntil(async () => (await lineOf('101'))?.count === count);
    await settled();
  };
  await miss(1);
  expect(tasks()).toMatchObject([{ text, responsible_user_id: 2 }]);
  // As users pass it on.
  tasks()[0]!.responsible_user_id = 3;
  await miss(2);
  expect(tasks()).toHaveLength(1);
  await talk('101');
  await untilTasks(([task]) => task?.is_completed === true);
  expect(cards.account.tasks.find(({ id }) => id === 96)?.is_completed).toBe(false);
});

test('a client who was talked with while amoCRM did not answer gets no task, and one who calls in vain again does', async () => {
  cards.office.amo.fail(/ \/api\/v4\/tasks/, { status: 503 }, 3);
  cards.simulator.incoming(cards.number, ['102'], { answersItself: false, givesUpMs: 1_000 });
  await cards.passUntil(async () => (await lineOf('101'))?.count === 1);
  await talk('101');
  await settled();
  expect(tasks()).toEqual([]);
  await missCall();
  expect(tasks()).toHaveLength(1);
});

test('a promised call-back stands in the list with its time until the next talk, which completes its task', async () => {
  const unique_id = await talk('102');
  expect(await lineOf('101')).toBeUndefined();
  const at = await choose('102', unique_id, 'call-back');
  const line = await lineOf('101');
  expect(line).toMatchObject({ count: 0, is_mine: false, taken_by: null, talked: null });
  expect(line?.promised).toEqual({ at, name: 'Оператор 102', is_me: false });
  expect((await lineOf('102'))?.promised?.is_me).toBe(true);
  // Agent 104 views only their own cards in amoCRM, and this client is none.
  expect(await lineOf('104')).toBeUndefined();
  expect(await ask('104', 'call_back', { id: line?.id })).toBe('UnknownContact');
  await untilTasks((all) => all.length === 1);

  expect(await ask('103', 'take_missed_client', { id: line?.id, is_taken: true })).toBe('UnknownContact');
  expect(await ask('101', 'take_missed_client', { id: line?.id, is_taken: true })).toBeNull();
  expect(await ask('102', 'call_back', { id: line?.id })).toBe('TakenByColleague');
  await office.minutes(60);
  expect((await lineOf('101'))?.promised?.at).toBe(at);
  await talk('101');
  expect(await lineOf('102')).toMatchObject({ promised: null, talked: { name: 'Оператор 101' } });
  await untilTasks(([task]) => task?.is_completed === true);
  expect(tasks()[0]?.result?.text).toBe('The client was talked with: Оператор 101');
  expect(await ask('101', 'call_back', { id: line?.id })).toBe('UnknownContact');
});

test('another outcome withdraws the promise, and completes its task; tasks of other outcomes stay', async () => {
  const unique_id = await talk('102');
  const at = await choose('102', unique_id, 'call-back');
  await untilTasks((all) => all.length === 1);
  await choose('102', unique_id, 'sold', at);
  expect((await lineOf('101'))?.promised ?? null).toBeNull();
  await untilTasks(([task]) => task?.is_completed === true);
  expect(tasks()[0]?.result?.text).toBe('Calling back is no longer needed: Оператор 102');

  await choose('102', await talk('102'), 'quote');
  expect((await lineOf('101'))?.promised ?? null).toBeNull();
  await untilTasks((all) => all.length === 2);
  await talk('101');
  await settled();
  expect(tasks()[1]?.is_completed).toBe(false);
});

test('an outcome that is saved while the agent talks promises from the end of that call on', async () => {
  const unique_id = await office.talk('102');
  await cards.office.backend.timer.pass(1_000);
  await choose('102', unique_id, 'call-back');
  expect(await lineOf('101')).toBeUndefined();
  await cards.office.backend.timer.pass(TALK_MS);
  cards.endCall('102');
  await cards.passUntil(async () => (await lineOf('101')) !== undefined);
  await office.minutes(5);
  expect(await lineOf('101')).toMatchObject({ count: 0, talked: null, promised: { name: 'Оператор 102' } });
});

test('who has called in vain as well is one line; promises and tasks outlive the process', async () => {
  const at = await choose('102', await talk('102'), 'call-back');
  await untilTasks((all) => all.length === 1);
  cards.simulator.incoming(cards.number, ['102'], { answersItself: false, givesUpMs: 1_000 });
  await untilTasks((all) => all.length === 2);
  await cards.office.stop();
  await office.start(CALLS);
  expect(await lineOf('101')).toMatchObject({ count: 1, promised: { at } });
  await talk('101');
  await untilTasks((all) => all.every(({ is_completed }) => is_completed));
});
