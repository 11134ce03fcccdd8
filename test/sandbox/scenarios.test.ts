import { scenarioGroups, type ScenarioCaption } from '../../sandbox/page/DeskState';
import { RemoteWidget } from '../../sandbox/RemoteWidget';
import { users } from '../../sandbox/phonebook';
import { scenarios } from '../../sandbox/scenarios';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { until } from '../asterisk/support/until';
import { emptyWidget } from './support/emptyWidget';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ zip: await emptyWidget() });
});

afterEach(() => sandbox.close());

async function play(name: string, extension = '101'): Promise<[number, unknown]> {
  const answer = await fetch(`${sandbox.url}/desk/scenario`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, extension }),
  });
  return [answer.status, await answer.json()];
}

/** Calls of a user that have not ended, as the backend reports them. */
async function calls(user: number): Promise<object[]> {
  const widget = new RemoteWidget(sandbox.backend.address, users[user - 1]!);
  const status = await widget.call('get_agent_status', {});
  return (status.calls ?? []).filter(({ phase }) => phase !== 'ENDED');
}

const INBOUND = { direction: 'INBOUND', phase: 'RINGING' };
const TALKING = { direction: 'INBOUND', phase: 'CONVERSATION' };
const ivan = { contact_name: 'Иван Петров', company: 'ООО «Ромашка»', responsible: 'Анна Смирнова' };

test.each<[string, object[], object[]]>([
  ['known-client', [{ ...INBOUND, ...ivan }], []],
  ['unknown-number', [{ ...INBOUND, contact_name: null, contact_phone: '+79995550011' }], []],
  [
    'several-contacts',
    [{ ...INBOUND, contact_name: null, contact_matches: [{ id: '1009' }, { id: '1010' }] }],
    [],
  ],
  ['only-in-amo', [{ ...INBOUND, contact_name: null, contact_phone: '+79213334455' }], []],
  ['queue', [{ ...INBOUND, via: 'Отдел продаж' }], [{ ...INBOUND, via: 'Отдел продаж' }]],
  ['colleague-answers', [INBOUND], [INBOUND]],
  ['all-miss', [{ ...INBOUND, via: 'Отдел продаж' }], [{ ...INBOUND, via: 'Отдел продаж' }]],
  ['gives-up', [INBOUND], []],
  ['talk', [{ ...TALKING, ...ivan }], []],
  ['second-call', [TALKING, INBOUND], []],
  ['far-hold', [{ ...TALKING, is_far_hold: true }], []],
  ['far-unhold', [{ ...TALKING, is_far_hold: false }], []],
  ['client-hangs-up', [], []],
  [
    'colleague-calls',
    [{ direction: 'INTERNAL', phase: 'RINGING', contact_phone: '102' }],
    [{ direction: 'INTERNAL' }],
  ],
  ['colleague-talks', [], [TALKING]],
  ['colleague-transfers', [{ ...INBOUND, contact_name: 'Hans Müller' }], []],
  [
    'colleague-consults',
    [{ direction: 'INTERNAL', phase: 'RINGING' }],
    [{ ...TALKING, is_hold: true }, { direction: 'INTERNAL' }],
  ],
  ['busy', [{ direction: 'OUTBOUND', phase: 'DIALING' }], []],
  ['no-answer', [{ direction: 'OUTBOUND', phase: 'DIALING' }], []],
])('%s: calls of the agent and of the colleague', async (name, mine, colleagues) => {
  expect(await play(name)).toEqual([200, { ok: true }]);
  expect(await calls(1)).toMatchObject(mine);
  expect(await calls(2)).toMatchObject(colleagues);
});

test('a scenario that needs a conversation uses an existing one', async () => {
  await play('unknown-number');
  await play('far-hold');
  await play('far-unhold');
  await play('second-call');
  expect(await calls(1)).toMatchObject([
    { ...TALKING, contact_phone: '+79995550011', is_far_hold: false },
    INBOUND,
  ]);
});

test('a colleague who consults hands the client over or goes back to the client', async () => {
  expect(await play('colleague-completes')).toEqual([
    409,
    { ok: false, error: 'The colleague has no consultation now' },
  ]);
  await play('colleague-consults');
  sandbox.backend.simulator.answer('101');
  expect(await play('colleague-completes')).toEqual([200, { ok: true }]);
  expect(await calls(1)).toMatchObject([{ contact_name: 'Hans Müller', phase: 'CONVERSATION' }]);
  expect(await calls(2)).toEqual([]);

  sandbox.backend.simulator.farHangup('101');
  await play('colleague-consults');
  sandbox.backend.simulator.answer('101');
  expect(await play('colleague-cancels')).toEqual([200, { ok: true }]);
  expect(await calls(1)).toEqual([]);
  expect(await calls(2)).toMatchObject([{ ...TALKING, is_hold: false }]);
});

test('when a colleague with a consultation hangs up both calls end', async () => {
  await play('colleague-consults');
  expect(await play('colleague-hangs-up')).toEqual([200, { ok: true }]);
  expect([await calls(1), await calls(2)]).toEqual([[], []]);
  expect(await play('colleague-hangs-up')).toEqual([
    409,
    { ok: false, error: 'The colleague has no conversation now' },
  ]);
});

test('a scenario that can’t be played is reported', async () => {
  expect(await play('nothing')).toEqual([404, { ok: false, error: 'There is no scenario "nothing"' }]);
  expect(await play('talk', '')).toEqual([409, { ok: false, error: 'This agent has no extension' }]);
  await play('second-call');
  expect(await play('known-client')).toEqual([
    409,
    { ok: false, error: 'The phone 101 takes no more calls: end one first' },
  ]);
  expect(await play('busy')).toEqual([
    409,
    { ok: false, error: 'The telephony server refused: the phone is busy' },
  ]);
  await sandbox.backend.kill();
  expect(await play('talk')).toEqual([
    409,
    { ok: false, error: 'The telephony server is stopped: start it first' },
  ]);
});

test('the colleague takes a client that was missed by all, lets go, and calls back', async () => {
  await sandbox.close();
  sandbox = await startSandbox({ zip: await emptyWidget(), identity: true });
  const { backend } = sandbox;
  const widget = new RemoteWidget(backend.address, users[0]!, (user) => backend.tokenOf(user));
  const takenBy = async (): Promise<(string | null)[]> =>
    (await widget.call('get_missed_clients', {})).clients.map(({ taken_by }) => taken_by?.name ?? null);
  expect(await play('colleague-takes-missed')).toEqual([
    409,
    { ok: false, error: 'No missed client is free: play “Everybody misses a client” first' },
  ]);
  backend.simulator.incoming('+79995550011', ['101', '102'], { answersItself: false, givesUpMs: 100 });
  await until('it is missed', async () => (await takenBy()).length > 0);
  for (const taken of ['Борис Орлов', null]) {
    expect(await play('colleague-takes-missed')).toEqual([200, { ok: true }]);
    expect(await takenBy()).toEqual([taken]);
  }
  expect(await play('colleague-calls-back')).toEqual([200, { ok: true }]);
  expect(await takenBy()).toEqual(['Борис Орлов']);
});

test('the desk gets all scenarios with their texts in both languages', async () => {
  const list = (await (await fetch(`${sandbox.url}/desk/scenarios`)).json()) as ScenarioCaption[];
  expect(list.map(({ name }) => name)).toEqual(scenarios.map(({ name }) => name));
  expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  expect(new Set(list.map(({ group }) => group))).toEqual(new Set(Object.keys(scenarioGroups)));
  for (const { title, look } of list) {
    expect(`${title.ru} ${look.ru}`).toMatch(/[а-яё]/i);
    expect(title.en).not.toMatch(/[а-яё]/i);
  }
});
