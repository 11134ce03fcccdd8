/** @jest-environment ./test/support/jsdomEnvironment.js */
import { RpcNotes } from '../../../src/infrastructure/rpc/RpcNotes';
import { answeringRpc } from './support/answeringRpc';

const state = {
  is_asked: true,
  is_required: true,
  waits_until: 1_763_700_180.5,
  more_minutes: 1,
  is_logged: false,
};

/** Notes of a backend that answers with `result`, and the requests that it got, their parameters as its schema reads them. */
function start(result: unknown, language = 'ru') {
  const { rpc, sent } = answeringRpc(result);
  return { notes: new RpcNotes(rpc, language, 'k3v9', (number) => `tel ${number}`), sent };
}

test('a text goes with its time in seconds, the computer and what it was written after', async () => {
  const { notes, sent } = start(null);
  await notes.save('c1', 'Ждёт счёт', 1_763_700_040_500, 0);
  await notes.save('c1', 'Ждёт счёт до пятницы', 1_763_700_041_000, 1_763_700_040_500);
  const text = { unique_id: 'c1', writer: 'k3v9' };
  expect(sent).toEqual([
    ['save_note', { ...text, text: 'Ждёт счёт', written_at: 1_763_700_040.5, read_at: null }],
    [
      'save_note',
      { ...text, text: 'Ждёт счёт до пятницы', written_at: 1_763_700_041, read_at: 1_763_700_040.5 },
    ],
  ]);
});

test('what is chosen goes whole, and what is not chosen is left out', async () => {
  const { notes, sent } = start(null);
  const task = { text: 'Перезвонить', dueAt: 1_763_707_200_000 };
  await notes.choose('c1', { outcomeId: 'sold', leadId: '7', task }, 1_763_700_090_000);
  await notes.choose('c1', { outcomeId: null, leadId: null, task: null }, 1_763_700_091_000);
  expect(sent).toEqual([
    [
      'set_outcome',
      {
        unique_id: 'c1',
        written_at: 1_763_700_090,
        outcome_id: 'sold',
        lead_id: '7',
        task_text: 'Перезвонить',
        task_due_at: 1_763_707_200,
      },
    ],
    ['set_outcome', { unique_id: 'c1', written_at: 1_763_700_091 }],
  ]);
});

test('a minute more is the sum of what was added, ten at most', async () => {
  const { notes, sent } = start(null);
  await notes.extend('c1', 2);
  await notes.extend('c1', 11);
  expect(sent).toEqual([
    ['extend_wait', { unique_id: 'c1', minutes: 2 }],
    ['extend_wait', { unique_id: 'c1', minutes: 10 }],
  ]);
});

test('a note is read with its times in ms', async () => {
  const others = [{ name: 'Борис', text: 'Скидка', written_at: 1_763_700_030 }];
  const written = { text: 'Ждёт', written_at: 1_763_700_040.5, writer: null, others, chosen_by: 'Борис' };
  const chosen = { outcome_id: 'sold', lead_id: null, task: { text: 'Счёт', due_at: 1_763_707_200 } };
  expect(await start({ ...state, ...written, ...chosen, offered: ['sold'] }).notes.read('c1')).toEqual({
    text: { value: 'Ждёт', at: 1_763_700_040_500 },
    others: [{ name: 'Борис', text: 'Скидка', at: 1_763_700_030_000 }],
    choice: { outcomeId: 'sold', leadId: null, task: { text: 'Счёт', dueAt: 1_763_707_200_000 } },
    offered: ['sold'],
    waitsUntil: 1_763_700_180_500,
    moreMinutes: 1,
    isWanted: true,
    isLogged: false,
  });
  const none = { text: '', written_at: null, writer: null, others: [], chosen_by: null };
  const nothing = { outcome_id: null, lead_id: null, task: null, offered: [] };
  const empty = { ...state, is_asked: false, waits_until: null, ...none, ...nothing };
  expect(await start(empty).notes.read('c1')).toMatchObject({
    text: { value: '', at: 0 },
    choice: { outcomeId: null, leadId: null, task: null },
    waitsUntil: null,
    isWanted: false,
  });
});

test('of calls that lack an outcome those are open whose outcome the company wants', async () => {
  const call = {
    ...state,
    unique_id: 'c1',
    direction: 'INBOUND',
    contact_name: null,
    contact_id: null,
    contact_phone: '+79101234567',
    via: 'sales',
    started_at: 1_763_700_000,
    answered_at: 1_763_700_010,
    ended_at: 1_763_700_070.4,
  };
  const unheard = { ...call, unique_id: 'c2', contact_name: 'Ольга', answered_at: null, waits_until: null };
  const open = await start([call, unheard, { ...call, is_required: false }]).notes.open();
  expect(open).toMatchObject([
    { callId: 'c1', client: { title: 'tel +79101234567', via: 'sales' }, talkSeconds: 60, phase: 'over' },
    { callId: 'c2', client: { title: 'Ольга' }, talkSeconds: null, waitsUntil: null, isWanted: true },
  ]);
});

test.each([
  ['ru', 'Продано', 'Счёт'],
  ['kk', 'Sold', 'Invoice'],
])('outcomes come in the language of the user, else in English: %s', async (language, sold, task) => {
  const texts = (ru: string, en: string) => ({ ru, en, es: en, pt: en });
  const list = {
    wait_seconds: 60,
    required: null,
    required_lines: ['sales'],
    outcomes: [
      {
        id: 'sold',
        text: texts('Продано', 'Sold'),
        lines: null,
        call_status: 4,
        task: { text: texts('Счёт', 'Invoice'), in_minutes: 60 },
      },
      { id: 'no', text: texts('Отказ', 'No'), lines: ['sales'], call_status: null, task: null },
    ],
  };
  const { required, list: read } = await start(list, language).notes.outcomes();
  expect(required).toEqual(['sales']);
  expect(read[0]).toEqual({ id: 'sold', text: sold, lines: null, task: { text: task, inMinutes: 60 } });
  expect(read[1]).toMatchObject({ id: 'no', lines: ['sales'], task: null });
  expect((await start({ ...list, required: 'always' }).notes.outcomes()).required).toBe('always');
});
