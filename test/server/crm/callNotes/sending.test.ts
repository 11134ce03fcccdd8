import type { CallRecord } from '../../../../server/calls/CallRecord';
import { newCallJob } from '../../../../server/crm/callLog/CallJob';
import type { CrmJob } from '../../../../server/crm/callLog/CrmJob';
import { CrmJobRunner } from '../../../../server/crm/callLog/CrmJobRunner';
import { inTurn } from '../../../../server/crm/outbox/inTurn';
import { newEntry, type OpenEntry } from '../../../../server/crm/outbox/OutboxEntry';
import { QUIET_MS } from '../../../../server/crm/callNotes/CallNote';
import { CallMarks } from '../../../../server/crm/callLog/CallMarks';
import { FakeTimer } from '../../../support/FakeTimer';
import { MemoryOutboxStore } from '../../support/amo/MemoryOutboxStore';
import { buildCrm, KNOWN, missed, record, UNKNOWN, type TestCrm } from '../../support/amo/startCrm';

const SECRETS = ['a-secret-of-the-integration'];
const settings = {
  calls: {
    missedTask: {},
    outcomes: { waitSeconds: 60, list: [{ id: 'sold', text: 'Продано' }] },
  },
};

let notes: MemoryOutboxStore;
let built: TestCrm;

beforeEach(() => {
  notes = new MemoryOutboxStore();
});

afterEach(async () => {
  await built.crm.close();
  expect([built.amo.violations, built.timer.pending]).toEqual([[], 0]);
});

async function start(): Promise<TestCrm> {
  built = buildCrm(settings, { noteStore: notes, markSecrets: SECRETS });
  built.amo.account.contact('Иван Петров', KNOWN);
  await built.crm.start();
  return built;
}

/** A call in which 101 talks now. */
function talk(number = KNOWN): CallRecord {
  const call = record(built.timer, { number });
  built.crm.notes?.call('101', { type: 'answered', id: `leg-${call.id}`, at: 0 }, call.id, {
    number,
    via: null,
  });
  return call;
}

const write = ({ id }: CallRecord, text: string): Promise<void> | undefined =>
  built.crm.notes?.methods.save('101', {
    unique_id: `leg-${id}`,
    text,
    written_at: built.timer.now() / 1_000,
  });

const choose = ({ id }: CallRecord, more: object = {}): Promise<void> | undefined =>
  built.crm.notes?.methods.setOutcome('101', {
    unique_id: `leg-${id}`,
    outcome_id: 'sold',
    written_at: built.timer.now() / 1_000,
    ...more,
  });

const revisionsOf = (): number =>
  [...built.store.disk.values()].filter((text) => text.includes('"note"')).length;

test('while amoCRM takes nothing a call has one revision on its way, whatever is typed, and the last text comes', async () => {
  const { crm, amo, pass } = await start();
  const call = talk();
  await write(call, 'текст 0');
  await choose(call);
  crm.finished(call);
  await pass(5_000);
  amo.fail(/(POST|PATCH)/, 'down', 8);
  for (let time = 1; time <= 12; time += 1) {
    await write(call, `текст ${time}`);
    await pass(QUIET_MS + 5_000);
    expect(revisionsOf()).toBeLessThanOrEqual(1);
  }
  await pass(1_000_000);
  const texts = amo.account.notes.flatMap(({ params }) => params.text ?? []);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('Анна Смирнова: текст 12');
});

test('while no card has the number, each try of a note asks for cards once', async () => {
  const { crm, amo, store, pass } = await start();
  const call = talk(UNKNOWN);
  await write(call, 'Перезвонит сам');
  crm.finished(call);
  await pass(200_000);
  const triesOf = (): number => {
    const job = [...store.disk.values()].find((text) => text.includes('"stage":"note"'));
    return (JSON.parse(job ?? '{}') as { failures?: number }).failures ?? 0;
  };
  const asked = (): readonly number[] => [amo.count(/GET .*contacts/), amo.count(/GET .*companies/)];
  const [tries, [contacts = 0, companies = 0]] = [triesOf(), asked()];
  await pass(2_000_000);
  const more = triesOf() - tries;
  expect(more).toBeGreaterThan(1);
  expect(asked()).toEqual([contacts + more, companies + more]);
});

test('entries go before notes, also those that have failed', () => {
  const entry = (id: string, failures = 0) =>
    [id, { ...newEntry(newCallJob(record(new FakeTimer(), { id })), 0), failures }] as const;
  const note = (id: string, failures = 0) => {
    const call = { id, number: KNOWN, startedAt: 0 };
    const job = { stage: 'note', call, by: null, leadId: null, revision: 1, text: 'x' } as const;
    return [`note:${id}`, { ...newEntry(job, 0), failures }] as const;
  };
  const open = new Map<string, OpenEntry<CrmJob>>([
    note('1'),
    entry('2', 1),
    note('3', 2),
    entry('4'),
    entry('5'),
  ]);
  const runner = new CrmJobRunner({} as never, {} as never, {} as never);
  const order = inTurn(open, runner, () => false);
  expect(order.map(([id]) => id)).toEqual(['4', '5', '2', 'note:1', 'note:3']);
});

test('one agent’s many notes hold up no colleague’s: who has the fewest under way is next', () => {
  const note = (id: string, by: string, failures = 0) => {
    const call = { id, number: KNOWN, startedAt: 0 };
    const job = { stage: 'note', call, by, leadId: null, revision: 1, text: 'x' } as const;
    return [id, { ...newEntry(job, 0), failures }] as const;
  };
  const many = ['a1', 'a2', 'a3', 'a4', 'a5'].map((id) => note(id, '104'));
  const open = new Map<string, OpenEntry<CrmJob>>([
    ...many,
    note('b1', '102'),
    note('c1', '103', 2),
    note('b2', '102'),
  ]);
  const runner = new CrmJobRunner({} as never, {} as never, {} as never);
  const next = (...running: readonly string[]): readonly string[] =>
    inTurn(open, runner, (id) => running.includes(id)).flatMap(([id]) => (running.includes(id) ? [] : [id]));
  expect(next()).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4', 'a5', 'c1']);
  expect(next('a1', 'a2').slice(0, 3)).toEqual(['b1', 'b2', 'a3']);
});

test.each([
  ['choice', { choice: 7 }],
  ['parts', { parts: 'none' }],
  ['legs', { legs: null }],
  ['phase', { phase: 'of a later version' }],
  ['until', { until: 'soon' }],
])('a stored note with an unreadable %s does not hold back the entry of its call', async (_what, damage) => {
  await start();
  const call = talk();
  await write(call, 'Ждёт счёт');
  built.crm.finished(call);
  await built.pass(1_000);
  await built.crm.close();
  const [text = ''] = notes.disk.values();
  expect(text).toContain('"phase":"waiting"');
  notes.disk.set(call.id, JSON.stringify({ ...(JSON.parse(text) as object), ...damage }));
  const { amo, pass } = await start();
  await pass(120_000);
  expect(amo.account.calls).toMatchObject([{ uniq: expect.stringContaining(`${call.id}~`) as string }]);
  expect(built.log.join('')).toContain('notes.salvaged');
  const written = amo.account.notes.flatMap(({ params }) => params.text ?? []);
  expect(written).toHaveLength('parts' in damage ? 0 : 1);
  await built.crm.close();
  // It was stored in a known form.
  await start();
  await built.pass(120_000);
  expect(built.log.join('')).not.toContain('notes.');
});

test('what agents have typed as a next task about a number settles no missed call', async () => {
  const { crm, amo, pass } = await start();
  const call = talk(UNKNOWN);
  await choose(call, { task_text: `Перезвонить ${KNOWN}`, task_due_at: built.timer.now() / 1_000 + 86_400 });
  crm.finished(call);
  await pass(60_000);
  const marks = new CallMarks(SECRETS);
  expect(amo.account.tasks.map(({ text }) => text)).toEqual([marks.onTask(`Перезвонить ${KNOWN}`, call.id)]);
  crm.finished(missed(built.timer));
  await pass(60_000);
  expect(amo.account.tasks).toHaveLength(2);
});
