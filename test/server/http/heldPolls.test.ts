import * as v from 'valibot';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { methods } from '../../../protocol/methods';
import { anna, TestBackend, turn } from '../support/startBackend';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** 60 kB of unknown fields. */
const junk = Array.from({ length: 20_000 }, () => ({}));
const carl = { amouser_email: 'carl@example.com', amouser_id: 3, widget_version: '1.0.0' };

/** Fewer than of which the oldest is answered. */
const POLLS = 30;

/** Bytes of the heap that are not garbage. */
function live(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

const known = (current_status: object): unknown =>
  v.parse(methods.get_agent_status.params, { current_status }).current_status;

test.each([
  ['of an agent', anna],
  ['of a user who is refused after the time of a poll', carl],
])('a held poll %s keeps nothing of a large status', async (_whose, who) => {
  const backend = await TestBackend.start();
  const { revision } = await backend.fullStatus();
  const current_status = { status: 'NOT_CONVERSATION', revision, junk, calls: [], missed: [] };
  const content = { id: 7, jsonrpc: '2.0', method: 'get_agent_status', params: { current_status } };
  // As it is: written with %, the form would be too long.
  const form = `json=${JSON.stringify({ headers: who, content })}`;
  let answered = 0;
  const poll = async (): Promise<void> => {
    void backend.post(form).then(() => (answered += 1));
    await turn();
  };
  // The first one is held like the others; what it brings into being belongs to none of them.
  await poll();
  const before = live();
  for (let count = 0; count < POLLS; count += 1) await poll();
  const grown = live() - before;
  expect(answered).toBe(0);
  expect(backend.timer.pending).toBeGreaterThan(POLLS);
  // With the junk each takes more than a megabyte.
  expect(grown / POLLS).toBeLessThan(200_000);
  await backend.app.close();
});

test('of a known status there is kept what it is compared by', () => {
  const ours = { status: 'NOT_CONVERSATION', revision: 7, telephony_link: 'DOWN' };
  expect(known({ ...ours, junk: [], missed: [], calls: [] })).toEqual({
    ...ours,
    call_info: null,
    calls: [],
  });
  const call_info = {
    unique_id: '1700000000.42',
    contact_name: null,
    contact_id: 7,
    contact_phone: '+79101234567',
    is_hold: false,
    is_mute: true,
    timestamp: 1.5,
  };
  const original = { status: 'CONVERSATION', call_info };
  expect(known({ ...original, call_info: { ...call_info, junk } })).toEqual(original);
});

test('a status with longer texts than a backend sends is none', () => {
  expect(known({ status: 'NOT_CONVERSATION', telephony_link: 'x'.repeat(60_000) })).toBeNull();
});
