import fc from 'fast-check';
import { POLL_WAIT_MS } from '../../../protocol/timing';
import { toAgentStatus } from '../../../server/calls/toAgentStatus';
import {
  boundStatus,
  MOST_MATCHES,
  STATUS_BUDGET,
  type ExtendedStatus,
} from '../../../server/calls/boundStatus';
import { wireCall, wireMissed, wireStatus } from '../../support/wireStatus';
import { anna, type FullStatus, originalView, TestBackend, turn } from '../support/startBackend';

const client = '+74955001020';
const name = 'Общество с ограниченной ответственностью «Ромашка и партнёры»';
let backend: TestBackend | null = null;

afterEach(async () => {
  await backend?.app.close();
  backend = null;
});

const formOf = (status: unknown): number =>
  new URLSearchParams({ json: JSON.stringify(status) }).toString().length;

test('150 contacts with one number and 60 missed calls: the status that is sent back whole is answered', async () => {
  const people = (count: number, phone: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${name} ${index}`,
      phone: phone(index),
      company: name,
      responsible: name,
      contactId: String(1_000 + index),
    }));
  const contacts = [...people(150, () => client), ...people(60, (index) => `+7910${1_000_000 + index}`)];
  backend = await TestBackend.start({ contacts });
  for (let index = 0; index < 60; index += 1) {
    backend.app.simulator.incoming(`+7910${1_000_000 + index}`, ['101'], {
      givesUpMs: 20,
      answersItself: false,
    });
    await backend.timer.pass(20);
  }
  backend.app.simulator.incoming(client, ['101'], { answersItself: false });
  const status = await backend.fullStatus();
  expect(status.calls.at(-1)?.contact_matches).toHaveLength(MOST_MATCHES);
  const poll = backend.poll(status);
  await turn();
  expect(poll.result).toBe('waiting');
  await backend.timer.pass(POLL_WAIT_MS);
  await turn();
  expect(poll.result).toMatchObject({ revision: status.revision });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('客户'.repeat(3_000), '🙂'.repeat(2_000), '"\\\u0001'.repeat(500), name.repeat(30)),
);
const call = fc
  .record({ number: text, of: text, isLive: fc.boolean(), matches: fc.nat(60), contact: text, id: fc.uuid() })
  .map(({ number, of, isLive, matches, contact, id }) =>
    wireCall(`${id}-${'客'.repeat(110)}`, {
      contact_id: contact,
      phase: isLive ? 'CONVERSATION' : 'ENDED',
      contact_phone: number,
      contact_name: of,
      company: of,
      responsible: of,
      via: of,
      contact_matches: Array.from({ length: matches }, (_, index) => ({
        id: `${contact}${index}`,
        name: of,
      })),
    }),
  );

test('with any calls and names, the status stays within its size, with all live calls', () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 40 }), fc.array(text, { maxLength: 50 }), (calls, names) => {
      const missed = names.map((contact_name, index) => wireMissed(`m${index}`, { contact_name }));
      const bounded = boundStatus(wireStatus(1, calls, { missed }) as ExtendedStatus);
      expect(formOf(bounded)).toBeLessThanOrEqual(STATUS_BUDGET);
      const live = (list: readonly { phase: string; unique_id: string }[]): string[] =>
        list.filter(({ phase }) => phase !== 'ENDED').map(({ unique_id }) => unique_id);
      expect(live(bounded.calls)).toEqual(live(calls).length <= 12 ? live(calls) : live(bounded.calls));
      expect(live(bounded.calls).length).toBeGreaterThanOrEqual(Math.min(12, live(calls).length));
    }),
  );
});

test('a text is cut between characters', () => {
  const status = wireStatus(1, [wireCall('a', { contact_name: `x${'🙂'.repeat(100)}` })]) as ExtendedStatus;
  expect(boundStatus(status).calls[0]?.contact_name).toBe(`x${'🙂'.repeat(49)}…`);
});

test('a poll with the revision alone waits until the state changes', async () => {
  backend = await TestBackend.start();
  const { revision } = await backend.fullStatus();
  const belief = { status: 'NOT_CONVERSATION', call_info: null, revision } as const;
  const poll = backend.poll(belief);
  await turn();
  expect(poll.result).toBe('waiting');
  await backend.talk();
  await turn();
  const reported = poll.result as FullStatus;
  expect(reported.revision).toBeGreaterThan(revision);
  const talking = await backend.fullStatus();
  const next = backend.poll({ ...belief, revision: talking.revision });
  await turn();
  expect([talking.status, next.result]).toEqual(['CONVERSATION', 'waiting']);
});

test('a poll that sends the whole status with a changed call is answered at once', async () => {
  backend = await TestBackend.start();
  await backend.talk();
  const truth = await backend.fullStatus();
  if (truth.status !== 'CONVERSATION') throw new Error('no conversation');
  const poll = backend.poll({ ...truth, call_info: { ...truth.call_info, is_mute: true } });
  await turn();
  expect(poll.result).toMatchObject({ revision: truth.revision, call_info: { is_mute: false } });
  const same = backend.poll(truth);
  await turn();
  expect(same.result).toBe('waiting');
});

test('a poll without a revision, as of the original widget, is answered without one', async () => {
  backend = await TestBackend.start();
  await backend.talk();
  const truth = await backend.fullStatus();
  const reported = await backend.call('get_agent_status', {
    current_status: { status: 'NOT_CONVERSATION', call_info: null },
  });
  expect(reported).toEqual(originalView(truth));
  // So its poll is not answered when a phone only rings.
  const poll = backend.poll(reported as FullStatus);
  backend.app.simulator.incoming(client, ['101'], { answersItself: false });
  await turn();
  expect(poll.result).toBe('waiting');
});

test('the poll of a user who is no agent is refused after the time of a poll, a ping at once', async () => {
  backend = await TestBackend.start();
  const unknownUser = { ...anna, amouser_email: 'x@example.com', amouser_id: 99 };
  const poll = backend.poll(null, unknownUser);
  await turn();
  expect([poll.result, await backend.call('ping', {}, unknownUser)]).toMatchObject([
    'waiting',
    { agent: null },
  ]);
  await backend.timer.pass(POLL_WAIT_MS);
  await turn();
  expect(poll.result).toBe('UnknownAgent');
});

test('a delayed refusal does not count as a waiting poll', async () => {
  backend = await TestBackend.start();
  const poll = backend.poll(null, { ...anna, amouser_email: 'x@example.com', amouser_id: 99 });
  await turn();
  expect((await backend.app.http.inject('/health')).json()).toMatchObject({ waiting: 0 });
  expect(poll.result).toBe('waiting');
});

test('a backend that stops ends delayed refusals at once', async () => {
  backend = await TestBackend.start();
  const poll = backend.poll(null, { ...anna, amouser_email: 'x@example.com', amouser_id: 99 });
  await turn();
  await backend.app.close();
  await turn();
  expect(poll.result).toBe('UnknownAgent');
});

test('without a connection to the telephone system the status says so', () => {
  const state = { calls: [], missed: [], revision: 1, origin: null };
  expect(toAgentStatus(state, { isLinkUp: false }, 0)).toMatchObject({ telephony_link: 'DOWN' });
  expect(toAgentStatus(state, { isLinkUp: true }, 0)).not.toHaveProperty('telephony_link');
});
