import { CallMarks } from '../../../../server/crm/callLog/CallMarks';
import { amoRights } from '../../support/amo/amoRights';
import { identitySection } from '../../support/amoToken';
import { OutcomeOffice } from './OutcomeOffice';

const marks = new CallMarks([identitySection.secrets]);
const METHODS: readonly string[] = [
  'save_note',
  'set_outcome',
  'get_note',
  'get_outcomes',
  'extend_wait',
  'get_open_notes',
];

let office: OutcomeOffice;
let cards: OutcomeOffice['cards'];

beforeEach(async () => {
  office = await OutcomeOffice.open();
  ({ cards } = office);
});

afterEach(() => office.close());

const ask: OutcomeOffice['ask'] = (...of) => office.ask(...of);
const start: OutcomeOffice['start'] = (...of) => office.start(...of);
const callOf: OutcomeOffice['callOf'] = (...of) => office.callOf(...of);
const talk: OutcomeOffice['talk'] = (...of) => office.talk(...of);
const now = (): number => office.now();
const notesWith = (text: string): number => office.notesWith(text);

test('without the setting no method is offered, and none works', async () => {
  await start({});
  const { methods } = (await ask('101', 'ping')) as { methods: string[] };
  expect(methods.filter((method) => METHODS.includes(method))).toEqual([]);
  const unique_id = await talk('101');
  expect(await ask('101', 'save_note', { unique_id, text: 'x', written_at: now() })).toBe('NotSupported');
  expect(await ask('101', 'get_outcomes')).toBe('NotSupported');
});

test('outcomes are as the settings have them, with a text in each language', async () => {
  await start();
  const { methods } = (await ask('101', 'ping')) as { methods: string[] };
  expect(methods).toEqual(expect.arrayContaining(METHODS));
  expect(await ask('101', 'get_outcomes')).toEqual({
    wait_seconds: 60,
    required: null,
    required_lines: ['sales'],
    outcomes: [
      {
        id: 'sold',
        text: { ru: 'Продано', en: 'Sold', es: 'Продано', pt: 'Продано' },
        lines: null,
        call_status: 4,
        task: null,
      },
      {
        id: 'call-back',
        text: { ru: 'Перезвонить', en: 'Перезвонить', es: 'Перезвонить', pt: 'Перезвонить' },
        lines: ['sales'],
        call_status: null,
        task: {
          text: { ru: 'Перезвонить', en: 'Перезвонить', es: 'Перезвонить', pt: 'Перезвонить' },
          in_minutes: 60,
        },
      },
    ],
  });
});

test('a note is kept over a restart, and goes with deal, outcome and task into amoCRM once', async () => {
  cards.fillAccount();
  await start();
  const unique_id = await talk('102');
  const written_at = now();
  expect(await ask('102', 'save_note', { unique_id, text: 'Ждёт счёт', written_at })).toBeNull();
  // An older text that comes late changes nothing.
  const late = { unique_id, text: 'Ждёт', written_at: written_at - 5 };
  expect(await ask('102', 'save_note', late)).toBeNull();
  cards.endCall('102');
  await callOf('102', 'ENDED');
  await cards.office.stop();
  await start();
  expect(await ask('102', 'get_note', { unique_id })).toMatchObject({
    text: 'Ждёт счёт',
    written_at,
    is_logged: false,
    waits_until: expect.any(Number) as number,
  });
  expect(cards.account.notes).toEqual([]);
  const chosen = {
    unique_id,
    outcome_id: 'sold',
    lead_id: '81',
    task_text: 'Прислать смету',
    task_due_at: 1_763_799_999,
    written_at: now(),
  };
  expect(await ask('102', 'set_outcome', { ...chosen, outcome_id: 'unknown' })).toBe('NotSupported');
  expect(await ask('102', 'set_outcome', { ...chosen, lead_id: '4711' })).toBe('UnknownContact');
  expect(await ask('102', 'set_outcome', chosen)).toBeNull();
  expect(await ask('102', 'set_outcome', chosen)).toBeNull();
  await cards.passUntil(async () => Promise.resolve(notesWith('Ждёт счёт') > 0));
  const other = { ...chosen, lead_id: '80', written_at: now() };
  expect(await ask('102', 'set_outcome', other)).toBe('WrongPhase');
  expect(cards.account.calls).toEqual([]);
  expect(cards.account.notes).toMatchObject([
    {
      type: 'leads',
      entity_id: 81,
      note_type: 'call_in',
      params: { call_result: 'Sold', call_status: 4 },
    },
    { type: 'leads', entity_id: 81, note_type: 'common', created_by: 2 },
  ]);
  const tasks = cards.account.tasks.filter(({ text }) => text.startsWith('Прислать смету (AsteriskNG '));
  expect(tasks).toMatchObject([{ entity_id: 81, entity_type: 'leads', complete_till: 1_763_799_999 }]);
  expect(await ask('102', 'get_note', { unique_id })).toMatchObject({ is_logged: true, lead_id: '81' });
});

test('a time that is none is refused: it could not be kept for those who read the note next', async () => {
  await start();
  const unique_id = await talk('101');
  for (const time of [-1e308, -1, 1e13, 1e308, null]) {
    expect([time, await ask('101', 'save_note', { unique_id, text: 'x', written_at: time })]).toEqual([
      time,
      410,
    ]);
    const chosen = { unique_id, written_at: now(), task_text: 'x', task_due_at: time };
    expect([time, await ask('101', 'set_outcome', chosen)]).toEqual([time, 410]);
  }
  expect(await ask('101', 'save_note', { unique_id, text: 'x', written_at: now() })).not.toBe(410);
});

test('whose phone only rang, and who was not in the call, reads and writes nothing', async () => {
  await start();
  cards.ring(['101', '102']);
  const rung = await callOf('101', 'RINGING');
  const unique_id = await callOf('102', 'RINGING');
  expect(await ask('102', 'answer', { unique_id })).toBeNull();
  await callOf('102', 'CONVERSATION');
  expect(await ask('102', 'save_note', { unique_id, text: 'Тайна', written_at: now() })).toBeNull();
  for (const id of [rung, unique_id]) {
    expect(await ask('101', 'get_note', { unique_id: id })).toBe('NoActiveCall');
    expect(await ask('101', 'save_note', { unique_id: id, text: 'x', written_at: now() })).toBe(
      'NoActiveCall',
    );
  }
});

test('who takes a call over reads what was written, and writes beside it', async () => {
  cards.account.contact('Иван Петров', cards.number, { id: 71, responsible_user_id: 2 });
  await start();
  const first = await talk('101');
  expect(
    await ask('101', 'save_note', { unique_id: first, text: 'Хочет скидку', written_at: now() }),
  ).toBeNull();
  const unique_id = await office.handOver('101', '102');
  expect(await ask('102', 'get_note', { unique_id })).toMatchObject({
    text: '',
    others: [{ name: 'Оператор 101', text: 'Хочет скидку' }],
  });
  expect(await ask('102', 'save_note', { unique_id, text: 'Дал 5 %', written_at: now() })).toBeNull();
  cards.endCall('102');
  await callOf('102', 'ENDED');
  await cards.passUntil(async () => Promise.resolve(notesWith('Дал 5 %') > 0));
  const texts = cards.account.notes.flatMap(({ params }) => params.text ?? []);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(/^Оператор 101: Хочет скидку\nОператор 102: Дал 5 %\nAsteriskNG [0-9a-f]{12}\.1$/);
});

test('an unsorted call gets note and outcome once it is accepted', async () => {
  await start();
  const unique_id = await talk('101');
  expect(await ask('101', 'save_note', { unique_id, text: 'Новый клиент', written_at: now() })).toBeNull();
  expect(await ask('101', 'set_outcome', { unique_id, outcome_id: 'sold', written_at: now() })).toBeNull();
  cards.endCall('101');
  await cards.passUntil(async () => Promise.resolve(cards.account.unsorted.length > 0));
  const [lead] = cards.account.unsorted;
  for (let minute = 0; minute < 5; minute += 1) await cards.office.backend.timer.pass(60_000);
  expect(notesWith('AsteriskNG')).toBe(0);
  const { id } = cards.account.accept(lead!.source_uid);
  await cards.passUntil(async () => Promise.resolve(notesWith('Новый клиент') > 0));
  const written = cards.account.notes.filter(({ note_type }) => note_type === 'common');
  expect(written).toMatchObject([{ entity_id: id }]);
  const text = 'Outcome: Sold\nОператор 101: Новый клиент';
  expect(written[0]?.params.text).toBe(marks.onNote(text, lead!.metadata.uniq.split('~')[0] ?? '', 1));
});

test('a deal is sent to no agent who may not view it, stays as they choose, and is not confirmed to who guesses it', async () => {
  cards.fillAccount();
  cards.account.users.find(({ id }) => id === 5)!.rights = amoRights({ leads: 'D', group_id: 7 });
  await start();
  const first = await talk('102');
  const chosen = { unique_id: first, outcome_id: 'sold', lead_id: '81', written_at: now() };
  expect(await ask('102', 'set_outcome', chosen)).toBeNull();
  const unique_id = await office.handOver('102', '105');
  const seen = { outcome_id: 'sold', lead_id: null, chosen_by: 'Оператор 102' };
  expect(await ask('105', 'get_note', { unique_id })).toMatchObject(seen);
  for (const lead_id of ['81', '4711'])
    expect(await ask('105', 'set_outcome', { ...chosen, unique_id, lead_id, written_at: now() })).toBe(
      'UnknownContact',
    );
  await cards.office.backend.timer.pass(1_000);
  expect(await ask('105', 'set_outcome', { unique_id, outcome_id: 'sold', written_at: now() })).toBeNull();
  expect(await ask('102', 'get_note', { unique_id: first })).toMatchObject({
    lead_id: '81',
    chosen_by: 'Оператор 105',
  });
  expect(await ask('105', 'get_note', { unique_id })).toMatchObject({ lead_id: null });
});
