import { bentAmo } from '../support/amo/bentAmo';
import { buildCrm, KNOWN, missed, record, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

type Lists = Record<string, unknown[]>;
type Bend = (embedded: Lists) => void;

/** amoCRM into whose lists something odd comes. */
function bent(on: string, bend: Bend, settings?: Parameters<typeof bentAmo>[1]): TestCrm {
  return bentAmo(({ method, path }, body) => {
    const { _embedded } = body as { _embedded?: Lists };
    if (method === 'GET' && path === on && _embedded) bend(_embedded);
  }, settings);
}

/** How the call log stands an hour later. */
async function anHourLater({ crm, amo, pass }: TestCrm): Promise<object> {
  await pass(3_600_000);
  const { calls, unsorted, tasks } = amo.account;
  const seen = { calls: calls.length, unsorted: unsorted.length, tasks: tasks.length };
  const left = { parked: crm.figures.parked(), waiting: crm.figures.outbox() };
  await crm.close();
  return { ...seen, ...left };
}

const done = { calls: 0, unsorted: 0, tasks: 0, parked: 0, waiting: 0 };

test.each<[string, object | null]>([
  ['a note whose key is true', { params: { uniq: true } }],
  ['a note with a text for params', { params: 'x' }],
  ['a note of no card', { entity_id: {}, params: [] }],
  ['a note that is null', null],
])('%s does not hide the note of the call', async (_what, odd) => {
  const test = bent('/api/v4/contacts/notes', ({ notes }) => notes?.unshift(odd));
  test.amo.account.contact('Иван', KNOWN);
  test.amo.fail(/POST .*calls/, 'storedCut');
  await test.crm.start();
  test.crm.finished(record(test.timer));
  expect(await anHourLater(test)).toEqual({ ...done, calls: 1 });
});

test.each([[{ source_uid: 12 }], [null], ['x']])(
  'the unsorted entry %j does not hide the one of the call',
  async (odd) => {
    const test = bent('/api/v4/leads/unsorted', ({ unsorted }) => unsorted?.unshift(odd));
    test.amo.fail(/POST .*unsorted/, 'storedCut');
    await test.crm.start();
    test.crm.finished(record(test.timer, { number: UNKNOWN }));
    expect(await anHourLater(test)).toEqual({ ...done, unsorted: 1 });
  },
);

test.each([[{ text: 5 }], [{ text: null, created_at: 'x' }], [null]])(
  'the task %j does not hinder the task of a missed call',
  async (odd) => {
    const test = bent('/api/v4/tasks', ({ tasks }) => tasks?.unshift(odd), { calls: { missedTask: {} } });
    const { amo, crm, timer } = test;
    amo.account.contact('Иван', KNOWN);
    amo.account.addTask({ text: 'Другая', complete_till: 2_000_000_000 });
    await crm.start();
    crm.finished(missed(timer));
    expect(await anHourLater(test)).toEqual({ ...done, calls: 1, tasks: 2 });
  },
);

test('a task with an unreadable date counts as open', async () => {
  const test = bent(
    '/api/v4/tasks',
    ({ tasks }) => tasks?.splice(0, 1, { ...(tasks[0] as object), created_at: 'yesterday' }),
    { calls: { missedTask: {} } },
  );
  const { amo, crm, timer } = test;
  amo.account.contact('Иван', KNOWN);
  amo.account.addTask({ text: `Перезвонить: ${KNOWN}`, complete_till: 2_000_000_000 });
  await crm.start();
  crm.finished(missed(timer));
  expect(await anHourLater(test)).toEqual({ ...done, calls: 1, tasks: 1 });
});

test('a full page with an odd item on it is not the last page', async () => {
  const test = bent('/api/v4/contacts/notes', ({ notes }) => {
    if (notes?.length === 250) notes[3] = null;
  });
  const { amo, crm, timer } = test;
  const { id } = amo.account.contact('Иван', KNOWN);
  const note = { type: 'contacts', entity_id: id, note_type: 'call_in', updated_at: 9_999_999_999 } as const;
  const params = { uniq: 'another', phone: KNOWN, duration: 0 };
  for (let count = 0; count < 250; count += 1) amo.account.notes.push({ ...note, id: count, params });
  amo.fail(/POST .*calls/, 'storedCut');
  await crm.start();
  crm.finished(record(timer));
  expect(await anHourLater(test)).toEqual({ ...done, calls: 1 });
});

test.each<[string, (card: Record<string, unknown>) => void]>([
  ['a responsible user as text', (card) => (card['responsible_user_id'] = '2')],
  ['its id as text', (card) => (card['id'] = String(card['id']))],
  ['fields that are no list', (card) => (card['custom_fields_values'] as unknown[]).unshift({ values: {} })],
  ['leads that are no list', (card) => (card['_embedded'] = { leads: {}, companies: [null] })],
  ['a number for a name', (card) => (card['name'] = 5)],
])('a contact with %s is a contact', async (_what, change) => {
  const { amo, crm, pass } = bent('/api/v4/contacts', ({ contacts }) =>
    contacts?.forEach((card) => change(card as Record<string, unknown>)),
  );
  amo.account.contact('Иван', KNOWN, { responsible_user_id: 2 });
  const extension = crm.responsibleExtension(KNOWN, new AbortController().signal);
  await pass(10_000);
  expect(await extension).toBe('102');
  await crm.close();
});

test.each<[string, object]>([
  ['no title', { errors: [{ title: null, detail: 'Entity not found' }] }],
  ['no words', { errors: [{ title: null, detail: null, status: 263 }] }],
  ['nothing but the fact', { errors: [{ title: null }] }],
  ['nothing that can be read', { _embedded: null, errors: [null] }],
])('a call among the errors with %s is one of an unknown number', async (_what, body) => {
  const test = buildCrm();
  test.amo.fail(/POST .*calls/, { status: 400, body });
  await test.crm.start();
  test.crm.finished(record(test.timer, { number: UNKNOWN }));
  expect(await anHourLater(test)).toEqual({ ...done, unsorted: 1 });
});

test('a call that amoCRM accepted stays accepted, whatever it answers about the card', async () => {
  const test = buildCrm();
  const odd = [{ entity_id: 'x', entity_type: 5, _embedded: { entity: [] } }];
  test.amo.fail(/POST .*calls/, { status: 200, body: { _embedded: { calls: odd }, errors: {} } });
  await test.crm.start();
  test.crm.finished(record(test.timer));
  expect(await anHourLater(test)).toEqual(done);
});
