import * as v from 'valibot';
import { missedClientsSchema, type WireMissedClient } from '../../../protocol/missedClient';
import type { Method } from '../../../protocol/methods';
import { identitySection } from '../support/amoToken';
import { CardOffice } from '../support/CardOffice';

const STRANGER = '+79990000001';
const TALK_MS = 5_000;

let cards: CardOffice;

beforeEach(async () => {
  cards = await CardOffice.open();
  cards.fillAccount();
});

afterEach(() => cards.close());

const ask = async (who: string, method: Method, params: object = {}): Promise<unknown> =>
  cards.office.backend.call(method, params, await cards.office.proven(who));

const list = async (who: string): Promise<readonly WireMissedClient[]> =>
  v.parse(missedClientsSchema, await ask(who, 'get_missed_clients')).clients;

/** The client's line as the agent sees it; undefined: they see none. */
const lineOf = async (who: string, number: string): Promise<WireMissedClient | undefined> =>
  (await list(who)).find(({ contact_phone }) => contact_phone === number);

async function until(who: string, number: string, isSo: (line: WireMissedClient | undefined) => boolean) {
  await cards.passUntil(async () => isSo(await lineOf(who, number)));
  return lineOf(who, number);
}

/** A call that no one answers. */
async function missCall(number: string, at: readonly string[] = ['102']): Promise<WireMissedClient> {
  cards.simulator.incoming(number, [...at], { answersItself: false, givesUpMs: 1_000 });
  const line = await until('101', number, (one) => one !== undefined);
  if (line === undefined) throw new Error('it is not in the list');
  return line;
}

async function phaseOf(who: string, phase: string): Promise<string> {
  let id = '';
  await cards.passUntil(async () => {
    const call = (await cards.statusWithCards(who)).calls.at(-1);
    id = call?.unique_id ?? '';
    return call?.phase === phase;
  });
  return id;
}

test('a client who called in vain is a line for all who may view them, and goes when anybody talks', async () => {
  await cards.start();
  const line = await missCall(cards.number);
  expect(line).toMatchObject({ contact_name: 'Иван Петров', count: 1, is_mine: false, taken_by: null });
  expect((await lineOf('102', cards.number))?.is_mine).toBe(true);
  // Agent 104 views only their own cards in amoCRM, and this client is none.
  expect(await lineOf('104', cards.number)).toBeUndefined();
  expect(await ask('104', 'call_back', { id: line.id })).toBe('UnknownContact');

  cards.ring(['102']);
  const unique_id = await phaseOf('102', 'RINGING');
  expect(await ask('102', 'answer', { unique_id })).toBeNull();
  await phaseOf('102', 'CONVERSATION');
  expect((await lineOf('101', cards.number))?.talked).toBeNull();
  await cards.office.backend.timer.pass(TALK_MS);
  expect(await lineOf('101', cards.number)).toMatchObject({
    talked: { name: 'Оператор 102' },
    taken_by: null,
  });
  expect(await ask('101', 'call_back', { id: line.id })).toBe('UnknownContact');
});

test('of two agents who call a client back at once one does, and the other is refused', async () => {
  await cards.start();
  const { id } = await missCall(STRANGER);
  const [one, other] = await Promise.all([ask('101', 'call_back', { id }), ask('103', 'call_back', { id })]);
  expect([one, other].sort()).toEqual(['TakenByColleague', null].sort());
  expect(cards.simulator.lineCount).toBe(1);
});

test('a call-back in vain leaves the line with the attempt; taking and giving back lock and free it', async () => {
  await cards.start();
  // The simulator's numbers that end in 01 never answer.
  const { id } = await missCall('+79990000101');
  expect(await ask('101', 'call_back', { id })).toBeNull();
  expect(await ask('103', 'take_missed_client', { id, is_taken: true })).toBe('TakenByColleague');
  const line = await until('103', '+79990000101', (seen) => (seen?.attempts ?? null) !== null);
  expect(line).toMatchObject({ taken_by: null, attempts: { count: 1, name: 'Оператор 101' } });
  expect(await ask('103', 'take_missed_client', { id, is_taken: true })).toBeNull();
  expect((await lineOf('103', '+79990000101'))?.taken_by).toEqual({ name: 'Оператор 103', is_me: true });
  expect(await ask('103', 'take_missed_client', { id, is_taken: false })).toBeNull();
  expect((await lineOf('101', '+79990000101'))?.taken_by).toBeNull();
});

test('a client whom a colleague has is called by no button, unless the agent is sure', async () => {
  await cards.start();
  const { id } = await missCall(cards.number);
  expect(await ask('102', 'take_missed_client', { id, is_taken: true })).toBeNull();
  const unsure = { phone: cards.number.replace('+7', '8'), unless_taken: true };
  expect(await ask('101', 'originate', unsure)).toBe('TakenByColleague');
  expect(cards.simulator.lineCount).toBe(0);
  // Who does not see the line is not to learn of it.
  expect(await lineOf('104', cards.number)).toBeUndefined();
  expect(await ask('104', 'originate', unsure)).toBeNull();
  expect(await ask('101', 'originate', { ...unsure, unless_taken: false })).toBeNull();
  expect((await lineOf('101', cards.number))?.taken_by).toEqual({ name: 'Оператор 102', is_me: false });
});

test('who calls the client has them at once, keeps them as long as they call, and loses them when it is refused', async () => {
  await cards.start();
  const { id } = await missCall(STRANGER);
  cards.simulator.refuseNext('originate', 'AgentUnavailable');
  expect(await ask('101', 'originate', { phone: STRANGER })).toBe('AgentUnavailable');
  expect((await lineOf('103', STRANGER))?.taken_by).toBeNull();
  // As an older widget asks.
  expect(await ask('101', 'originate', { phone: STRANGER })).toBeNull();
  expect((await lineOf('103', STRANGER))?.taken_by).toEqual({ name: 'Оператор 101', is_me: false });
  expect(await ask('101', 'take_missed_client', { id, is_taken: false })).toBe('AgentBusy');
  expect(await ask('103', 'call_back', { id })).toBe('TakenByColleague');
  expect(await ask('103', 'originate', { phone: STRANGER, unless_taken: true })).toBe('TakenByColleague');
});

test('a client who calls in vain while an agent calls them is that agent’s, and so it is during the talk', async () => {
  await cards.start();
  expect(await ask('101', 'originate', { phone: cards.number })).toBeNull();
  const line = await missCall(cards.number);
  expect((await lineOf('102', cards.number))?.taken_by).toMatchObject({ name: 'Оператор 101' });
  expect(await ask('102', 'call_back', { id: line.id })).toBe('TakenByColleague');
  await phaseOf('101', 'CONVERSATION');
  await until('102', cards.number, (seen) => (seen?.talked ?? null) !== null);
  expect(await ask('102', 'originate', { phone: cards.number, unless_taken: true })).toBe('TakenByColleague');
  cards.endCall('101');
  await phaseOf('101', 'ENDED');
  expect(await ask('102', 'originate', { phone: cards.number, unless_taken: true })).toBeNull();
});

test('a call-back that the telephone system refuses leaves the client free', async () => {
  await cards.start(identitySection, { dialing: { deny: ['+7999'] } });
  const { id } = await missCall(STRANGER);
  expect(await ask('101', 'call_back', { id })).toBe('NumberForbidden');
  expect((await lineOf('101', STRANGER))?.taken_by).toBeNull();
});

test('a change answers the polls that ask for the list, and no others', async () => {
  await cards.start();
  const first = (await ask('103', 'get_agent_status', { current_status: null, missed_clients: true })) as {
    revision: number;
    missed_clients: number;
  };
  const headers = await cards.office.proven('103');
  const known = { status: 'NOT_CONVERSATION', revision: first.revision };
  const answers: string[] = [];
  const poll = async (name: string, params: object): Promise<void> => {
    await cards.office.backend.call('get_agent_status', params, headers);
    answers.push(name);
  };
  const asks = poll('asks', {
    current_status: { ...known, missed_clients: first.missed_clients },
    missed_clients: true,
  });
  const others = poll('does not', { current_status: known });
  cards.simulator.incoming(STRANGER, ['102'], { answersItself: false, givesUpMs: 1_000 });
  await cards.office.backend.timer.pass(1_500);
  await asks;
  expect(answers).toEqual(['asks']);
  await cards.office.inTime(others);
});

test('lines outlive the process', async () => {
  await cards.start();
  const { id } = await missCall(STRANGER);
  expect(await ask('101', 'take_missed_client', { id, is_taken: true })).toBeNull();
  await cards.office.stop();
  await cards.start();
  expect(await lineOf('101', STRANGER)).toMatchObject({ id, count: 1, taken_by: { is_me: true } });
});

test('without proven users there is no such list', async () => {
  await cards.start({ mode: 'off' });
  const { methods } = (await cards.office.backend.call('ping', {}, cards.office.claimed('101'))) as {
    methods: string[];
  };
  expect(methods).not.toContain('get_missed_clients');
  const answer = await cards.office.backend.call('get_missed_clients', {}, cards.office.claimed('101'));
  expect(answer).toBe('NotSupported');
});
