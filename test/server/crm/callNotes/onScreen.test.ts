import { noteStateSchema, type WireNoteState, type WireOpenNotes } from '../../../../protocol/callNote';
import * as v from 'valibot';
import { OutcomeOffice } from './OutcomeOffice';

/** What a widget sees of a note: in its poll, after a reload, and on two computers. */
let office: OutcomeOffice;

beforeEach(async () => {
  office = await OutcomeOffice.open();
  office.cards.fillAccount();
  await office.start();
});

afterEach(() => office.close());

/** The note in the status of the agent's last call; null: there is none. */
async function shownTo(who: string): Promise<WireNoteState | null> {
  const note = (await office.cards.statusWithCards(who)).calls.at(-1)?.['note'];
  return note === undefined ? null : v.parse(noteStateSchema, note);
}

const open = async (who: string): Promise<WireOpenNotes> =>
  (await office.ask(who, 'get_open_notes')) as WireOpenNotes;

const save = (who: string, unique_id: string, text: string, more: object = {}): Promise<unknown> =>
  office.ask(who, 'save_note', { unique_id, text, written_at: office.now(), ...more });

const second = (): Promise<void> => office.cards.office.backend.timer.pass(1_000);

test('a poll that asks for cards sees that a note is offered, what has become of it, and that a colleague has changed it', async () => {
  const before = { has_outcome: false, has_task: false, texts: 0, writer: null, others_at: null };
  office.cards.ring(['101']);
  await office.callOf('101', 'RINGING');
  expect(await shownTo('101')).toBeNull();
  expect(office.cards.simulator.answer('101')).toBe(true);
  const first = await office.callOf('101', 'CONVERSATION');
  expect(await shownTo('101')).toMatchObject({ ...before, is_asked: false, is_logged: false });
  const [plain] = (await office.cards.office.statusOf('101')).calls;
  expect(plain).not.toHaveProperty('note');
  expect(await save('101', first, 'Хочет скидку', { writer: 'a' })).toBeNull();
  expect(await shownTo('101')).toMatchObject({ texts: 1, writer: 'a', others_at: null });
  const next = await office.handOver('101', '102');
  await second();
  expect(await shownTo('102')).toMatchObject({
    ...before,
    texts: 1,
    others_at: expect.any(Number) as number,
  });
  const { revision } = await office.cards.statusWithCards('102');
  expect(await save('101', first, 'Хочет скидку 5 %', { writer: 'a' })).toBeNull();
  expect((await office.cards.statusWithCards('102')).revision).toBeGreaterThan(revision);
  const seen = await shownTo('102');
  office.cards.endCall('102');
  await office.callOf('102', 'ENDED');
  expect(await shownTo('102')).toMatchObject({
    ...seen,
    is_asked: true,
    waits_until: expect.any(Number) as number,
  });
  const chosen = { unique_id: next, outcome_id: 'sold', written_at: office.now() };
  expect(await office.ask('102', 'set_outcome', chosen)).toBeNull();
  expect(await shownTo('102')).toMatchObject({ has_outcome: true, is_asked: false, is_logged: true });
});

test('what the agent types makes no news for the same computer', async () => {
  const unique_id = await office.talk('101');
  expect(await save('101', unique_id, 'Х', { writer: 'a' })).toBeNull();
  const { revision } = await office.cards.statusWithCards('101');
  await second();
  expect(await save('101', unique_id, 'Хочет', { writer: 'a' })).toBeNull();
  expect((await office.cards.statusWithCards('101')).revision).toBe(revision);
});

test('calls whose outcome is missing are listed for who had them last, also after a restart, until there is one', async () => {
  const first = await office.talk('102', 'sales');
  const unique_id = await office.handOver('102', '101');
  office.cards.endCall('101');
  await office.callOf('101', 'ENDED');
  const call = {
    ...{ unique_id, direction: 'INBOUND', contact_name: 'Иван Петров', contact_id: '71', via: 'sales' },
    ...{
      contact_phone: office.cards.number,
      is_asked: true,
      is_required: true,
      is_logged: false,
      more_minutes: 0,
    },
  };
  expect(await open('101')).toMatchObject([call]);
  expect(await open('102')).toEqual([]);
  await office.cards.office.stop();
  await office.start();
  expect(await open('101')).toMatchObject([call]);
  await office.minutes(3);
  // The entry went at its limit; the company still wants to know.
  expect(await open('101')).toMatchObject([{ is_asked: true, is_logged: true, waits_until: null }]);
  const chosen = { unique_id, outcome_id: 'sold', written_at: office.now() };
  expect(await office.ask('101', 'set_outcome', chosen)).toBeNull();
  expect(await open('101')).toEqual([]);
  expect(await office.ask('102', 'get_note', { unique_id: first })).toMatchObject({ outcome_id: 'sold' });
});

test('where none is required the call is listed as long as its entry waits', async () => {
  await office.talk('101');
  expect(await open('101')).toEqual([]);
  office.cards.endCall('101');
  await office.callOf('101', 'ENDED');
  expect(await open('101')).toMatchObject([{ is_required: false, is_asked: true }]);
  await office.minutes(2);
  expect(await open('101')).toEqual([]);
});

test('the time for the outcome is made longer minute by minute, each one once, ten at most', async () => {
  const unique_id = await office.talk('101');
  const extend = (minutes: number): Promise<unknown> =>
    office.ask('101', 'extend_wait', { unique_id, minutes });
  expect(await extend(1)).toBe('WrongPhase');
  office.cards.endCall('101');
  await office.callOf('101', 'ENDED');
  const { waits_until: until } = (await shownTo('101'))!;
  expect([await extend(1), await extend(1)]).toEqual([null, null]);
  expect(await shownTo('101')).toMatchObject({ waits_until: until! + 60, more_minutes: 1 });
  expect([await extend(10), await extend(11)]).toEqual([null, 410]);
  expect(await extend(3)).toBeNull();
  expect(await open('101')).toMatchObject([{ waits_until: until! + 600, more_minutes: 10 }]);
  await office.cards.office.stop();
  await office.start();
  expect(await open('101')).toMatchObject([{ waits_until: until! + 600 }]);
  await office.minutes(9);
  expect(await open('101')).toMatchObject([{ is_logged: false }]);
  await office.minutes(3);
  expect(await extend(10)).toBe('WrongPhase');
});

test('a second computer does not replace what it has not read', async () => {
  const unique_id = await office.talk('101');
  const read = async (): Promise<unknown> => office.ask('101', 'get_note', { unique_id });
  expect(await save('101', unique_id, 'Ждёт счёт', { writer: 'a' })).toBeNull();
  await second();
  expect(await save('101', unique_id, 'Перезвонить', { writer: 'b' })).toBe('WrongPhase');
  const { written_at: read_at } = (await read()) as { written_at: number };
  expect(await save('101', unique_id, 'Ждёт счёт. Перезвонить', { writer: 'b', read_at })).toBeNull();
  await second();
  // The first one goes on without having looked; its text comes late, or is whole again.
  const late = { writer: 'a', written_at: read_at - 1 };
  expect(await save('101', unique_id, 'Ждёт счёт!', late)).toBe('WrongPhase');
  expect(await save('101', unique_id, 'Ждёт счёт!', { writer: 'a' })).toBe('WrongPhase');
  expect(await read()).toMatchObject({ text: 'Ждёт счёт. Перезвонить', writer: 'b' });
  const whole = 'Ждёт счёт. Перезвонить\nЖдёт счёт!';
  expect(await save('101', unique_id, whole, { writer: 'a' })).toBeNull();
  // An answer was lost: the same computer sends again, and types on.
  expect(await save('101', unique_id, `${whole} До пятницы`, { writer: 'a', read_at })).toBeNull();
  expect(await read()).toMatchObject({ text: `${whole} До пятницы`, writer: 'a' });
});

test('a call that was handed over while the backend was away is a colleague\u2019s', async () => {
  const unique_id = await office.talk('101');
  expect(await save('101', unique_id, 'Хочет скидку')).toBeNull();
  // A new simulator has none of the calls of the old one.
  await office.cards.office.stop();
  await office.start();
  expect(await save('101', unique_id, 'Хочет скидку 5 %')).toBeNull();
  await office.minutes(11);
  expect(await save('101', unique_id, 'x')).toBe('NoActiveCall');
});
