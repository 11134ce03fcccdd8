import type { CallEvent } from '../../../../server/calls/CallEvent';
import type { CallRecord } from '../../../../server/calls/CallRecord';
import { MemoryOutboxStore } from '../../support/amo/MemoryOutboxStore';
import { buildCrm, KNOWN, record, UNKNOWN, type TestCrm } from '../../support/amo/startCrm';

/** A whole call of Asterisk that begins among colleagues, with all whom they consult from it: calls and records as its driver reports them. */
let built: TestCrm;

beforeEach(async () => {
  const outcomes = { waitSeconds: 60, list: [{ id: 'sold', text: 'Продано' }] };
  built = buildCrm(
    { calls: { unknown: 'nothing', outcomes } },
    { noteStore: new MemoryOutboxStore(), markSecrets: ['a-secret'] },
  );
  built.amo.account.contact('Иван Петров', KNOWN);
  built.amo.account.contact('Партнёр', UNKNOWN);
  await built.crm.start();
});

afterEach(async () => {
  await built.crm.close();
  expect([built.amo.violations, built.timer.pending]).toEqual([[], 0]);
});

interface About {
  readonly number?: string;
  readonly colleague?: string;
  readonly consultOf?: string;
}

function heard(extension: string, event: CallEvent, { number = '', ...about }: About): void {
  const isDialled = about.consultOf !== undefined;
  built.crm.notes?.call(extension, event, 'a', {
    ...{ number: number === '' ? null : number, via: null, isDialled, ...about },
  });
}
const dials = (extension: string, id: string, about: About): void =>
  heard(
    extension,
    { type: 'began', id, direction: 'outbound', phase: 'dialing', number: about.number ?? '', at: 0 },
    about,
  );
const answers = (extension: string, id: string, about: About): void =>
  heard(extension, { type: 'answered', id, at: 0 }, about);
const ends = (extension: string, id: string): void =>
  heard(extension, { type: 'ended', id, reason: 'hungUp', at: 0 }, {});

const now = (): number => built.timer.now() / 1_000;
const save = (who: string, unique_id: string, text: string): Promise<void> | undefined =>
  built.crm.notes?.methods.save(who, { unique_id, text, written_at: now() });
const read = (who: string, unique_id: string): Promise<unknown> =>
  built.crm.notes?.methods
    .read(who, unique_id)
    .catch((error: unknown) => (error instanceof Error ? error.message : '')) ?? Promise.resolve();

/** 101 talks with 103, consults these one after the other, and hands the last one on to 102, who writes. */
async function handedOn(...consulted: readonly string[]): Promise<void> {
  dials('101', 'a', { colleague: '103' });
  answers('103', 'm', { colleague: '101' });
  for (const [place, number] of consulted.entries()) {
    dials('101', `k${place}`, { number, consultOf: 'a' });
    ends('101', `k${place}`);
  }
  answers('102', 'b', { number: KNOWN });
  await save('102', 'b', 'Тайна');
  const choice = { outcome_id: 'sold', task_text: 'Счёт', task_due_at: now() + 3_600, written_at: now() };
  await built.crm.notes?.methods.setOutcome('102', { unique_id: 'b', ...choice });
  ends('102', 'b');
}

function ended(id: string, number: string, extension: string): CallRecord {
  const extensions = ['101', '103', extension];
  return record(built.timer, { id, number, extension, extensions, direction: 'outbound' });
}

/** Where in amoCRM the colleague's text stands: contacts. */
const cards = (): unknown[] =>
  built.amo.account.notes
    .filter(({ params }) => params.text?.includes('Тайна') === true)
    .map(({ entity_id }) => built.amo.account.contacts.find(({ id }) => id === entity_id)?.name);

test('a consultation in vain takes no note of the client who is consulted after it', async () => {
  await handedOn(UNKNOWN, KNOWN);
  built.crm.finished(ended('a', KNOWN, '102'));
  await built.pass(200_000);
  expect(cards()).toEqual(['Иван Петров']);
  expect(built.amo.account.tasks).toHaveLength(1);
  expect(await read('102', 'b')).toMatchObject({ text: 'Тайна', outcome_id: 'sold' });
});

test('the note of a client who was consulted in vain first is not that of the party who talked first', async () => {
  await handedOn(KNOWN, UNKNOWN, KNOWN);
  built.crm.finished(ended('l32', KNOWN, '102'));
  ends('101', 'a');
  ends('103', 'm');
  built.crm.finished(ended('a', UNKNOWN, '101'));
  await built.pass(200_000);
  expect(cards()).toEqual(['Иван Петров']);
  for (const [who, id] of [['101', 'a'] as const, ['101', 'k1'] as const, ['103', 'm'] as const])
    expect(JSON.stringify(await read(who, id))).not.toContain('Тайна');
  expect(await read('102', 'b')).toMatchObject({ text: 'Тайна', outcome_id: 'sold' });
});

test('who took the client over is asked for the outcome, also where nothing was written in the talk', async () => {
  dials('101', 'a', { colleague: '103' });
  dials('101', 'k', { number: KNOWN, consultOf: 'a' });
  ends('101', 'k');
  answers('102', 'b', { number: KNOWN });
  ends('102', 'b');
  built.crm.finished(ended('a', KNOWN, '102'));
  await save('102', 'b', 'Тайна');
  expect(await built.crm.notes?.methods.open('102')).toMatchObject([{ unique_id: 'b' }]);
  await built.pass(200_000);
  expect(cards()).toEqual(['Иван Петров']);
});

test('who calls the client once more while the colleague talks gets nothing of their note, whose call it stays', async () => {
  dials('101', 'a', { number: UNKNOWN });
  dials('101', 'k', { number: KNOWN, consultOf: 'a' });
  ends('101', 'k');
  answers('102', 'b', { number: KNOWN });
  await save('102', 'b', 'Тайна');
  dials('101', 'k2', { number: KNOWN, consultOf: 'a' });
  await save('101', 'k2', 'Чужое');
  ends('101', 'k2');
  built.crm.finished({ ...ended('l22', KNOWN, '101'), extensions: ['101'], outcome: 'noAnswer' });
  await built.pass(700_000);
  expect(cards()).toEqual([]);
  await save('102', 'b', 'Тайна 2');
  ends('102', 'b');
  built.crm.finished(ended('l12', KNOWN, '102'));
  expect(await built.crm.notes?.methods.open('102')).toMatchObject([{ unique_id: 'b' }]);
  await built.pass(200_000);
  expect(cards()).toEqual(['Иван Петров']);
});
