import type { CallerCard } from '../../../../protocol/callerCard';
import { OutcomeOffice } from '../callNotes/OutcomeOffice';

let office: OutcomeOffice;
let cards: OutcomeOffice['cards'];

beforeEach(async () => {
  office = await OutcomeOffice.open();
  ({ cards } = office);
});

afterEach(() => office.close());

const SOLD = { ru: 'Продано', en: 'Sold', es: 'Продано', pt: 'Продано' };

/** The agent talks with the client for a minute and writes this; the call is in the journal then. */
async function talked(who: string, text: string, outcome_id?: string): Promise<void> {
  const unique_id = await office.talk(who);
  expect(await office.ask(who, 'save_note', { unique_id, text, written_at: office.now() })).toBeNull();
  await office.minutes(1);
  cards.endCall(who);
  await office.callOf(who, 'ENDED');
  if (outcome_id !== undefined)
    expect(
      await office.ask(who, 'set_outcome', { unique_id, outcome_id, written_at: office.now() }),
    ).toBeNull();
  // It is in amoCRM, which is written after the journal.
  await cards.passUntil(
    async () => office.notesWith(text) > 0 && (await cards.statusWithCards(who)).calls.length === 0,
  );
}

const notesOf = (card: CallerCard | null): unknown[] =>
  (card?.last_calls ?? []).map(({ note, with: whom }) => [whom, note?.text, note?.outcome?.ru]);

test('the next ring has the note and the outcome of the last talk, without a request, for who may read it in the list of past calls', async () => {
  cards.fillAccount();
  await office.start();
  await talked('102', 'Ждёт смету до пятницы', 'sold');
  const before = cards.office.amo.seen.length;
  cards.ring(['101', '104', '105']);
  const card = await cards.cardWhen('101', ({ last_calls }) => Boolean(last_calls?.[0]?.note));
  expect(card.last_calls).toEqual([
    expect.objectContaining({
      direction: 'INBOUND',
      with: 'Оператор 102',
      note: { outcome: SOLD, text: 'Ждёт смету до пятницы' },
    }),
  ]);
  // 104 views own cards alone, 105 none; all cards are made of one reading.
  for (const hidden of ['104', '105']) expect(await cards.cardOf(hidden)).toBeNull();
  // As the list of past calls has it.
  const pages = ['101', '104'].map((who) =>
    office.ask(who, 'get_history', { scope: 'department', limit: 9 }),
  );
  expect(await Promise.all(pages)).toMatchObject([{ calls: [{ note: { outcome: SOLD } }] }, { calls: [] }]);
  expect(cards.askedSince(before)).toEqual([]);
  // A poll of an older widget is sent no card.
  const { calls } = await cards.office.statusOf('101');
  expect(JSON.stringify(calls)).not.toContain('Ждёт смету');
});

test('of a handed-over client each sees the part that the list of past calls shows them', async () => {
  await office.start();
  const stranger = cards.number;
  const unique_id = await office.talk('104');
  expect(
    await office.ask('104', 'save_note', { unique_id, text: 'Спросил про цену', written_at: office.now() }),
  ).toBeNull();
  await office.minutes(1);
  const taken = await office.handOver('104', '102');
  const later = { unique_id: taken, text: 'Договорились о встрече', written_at: office.now() };
  expect(await office.ask('102', 'save_note', later)).toBeNull();
  await office.minutes(1);
  cards.endCall('102');
  // The list of past calls has it.
  await cards.passUntil(async () => {
    const page = await office.ask('101', 'get_history', { scope: 'department', limit: 9 });
    return JSON.stringify(page).includes('Договорились о встрече');
  });
  cards.ring(['101', '104', '105'], stranger);
  const card = await cards.cardWhen('101', ({ last_calls }) => Boolean(last_calls?.[0]?.note));
  expect(notesOf(card)).toEqual([
    ['Оператор 102', 'Оператор 102: Договорились о встрече · Оператор 104: Спросил про цену', undefined],
  ]);
  expect(notesOf(await cards.cardOf('104'))).toEqual([['Оператор 104', 'Спросил про цену', undefined]]);
  expect(await cards.cardOf('105')).toBeNull();
});

test('after a restart the card has it still, and calls in vain since then do not push it out', async () => {
  cards.fillAccount();
  await office.start();
  await talked('102', 'Ждёт смету до пятницы');
  for (let call = 0; call < 4; call += 1) {
    cards.ring(['102']);
    cards.endCall('102');
    await office.minutes(1);
  }
  await cards.office.stop();
  await office.start();
  cards.ring(['101']);
  const card = await cards.cardWhen('101', ({ last_calls }) => last_calls?.length === 3);
  expect(notesOf(card).at(-1)).toEqual(['Оператор 102', 'Ждёт смету до пятницы', undefined]);
  expect(card.last_calls?.map(({ outcome }) => outcome)).toEqual(['missed', 'missed', 'answered']);
});
