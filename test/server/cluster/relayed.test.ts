import * as v from 'valibot';
import { isMethod, methods } from '../../../protocol/methods';
import { AgentDirectory } from '../../../server/calls/AgentDirectory';
import { relayMessageSchema } from '../../../server/cluster/relayMessage';
import type { Handlers } from '../../../server/rpc/createHandlers';
import { relayedHandlers } from '../../../server/rpc/relayedHandlers';
import { runRelayed } from '../../../server/rpc/runRelayed';
import { readJson } from '../../../server/system/readJson';
import { methodParams } from '../support/methodParams';

const anna = { email: 'anna@example.com', extension: '101', name: 'Анна' };
const directory = new AgentDirectory([anna]);
const signal = new AbortController().signal;

/** Handlers that only say that they were reached, and with what. */
function recording(said: string[]): Handlers {
  const handlers = Object.keys(methods).map((method) => [
    method,
    (params: unknown) => {
      said.push(`${method} ${JSON.stringify(params)}`);
      return Promise.resolve(null);
    },
  ]);
  return Object.fromEntries(handlers) as Handlers;
}

test('every method is either answered here or relayed, and is relayed by its own name', async () => {
  const [here, carried]: [string[], string[]] = [[], []];
  const handlers = relayedHandlers(recording(here), (method, params, extension) => {
    carried.push(`${method} ${JSON.stringify(params)} ${extension}`);
    return Promise.resolve();
  });
  await handlers.ping(anna);
  for (const method of Object.keys(methods))
    if (method !== 'ping') await handlers[method as 'hangup']({ unique_id: 'a' }, anna, signal);
  const local = [
    'ping',
    'open_session',
    'get_agent_status',
    'get_contacts',
    'get_last_contacts',
    'get_note',
    'get_open_notes',
    'get_outcomes',
    'get_missed_clients',
    'get_history',
    'get_recording',
  ];
  expect(here.map((one) => one.split(' ')[0])).toEqual(local);
  expect(carried).toEqual(
    Object.keys(methods)
      .filter((method) => !local.includes(method))
      .map((method) => `${method} {"unique_id":"a"} 101`),
  );
});

test.each(Object.keys(methods).filter(isMethod))(
  'the parameters of %s are the same behind the inbox of the other backend',
  (method) => {
    const params = v.parse(methods[method].params, methodParams[method]);
    const ask = { type: 'ask', id: '1', from: 'b', command: { method, extension: '101', params } };
    expect(readJson(relayMessageSchema, JSON.stringify(ask))).toEqual(ask);
  },
);

test('a relayed command is parsed again and run for its agent', async () => {
  const said: string[] = [];
  const params = { phone: ' 5550123 ', command_id: 'c', odd: 1 };
  await runRelayed(recording(said), directory, { method: 'originate', extension: '101', params });
  expect(said).toEqual(['originate {"phone":"5550123","command_id":"c"}']);
});

test.each([
  ['UnknownAgent', { method: 'hangup', extension: '999', params: {} }],
  ['NotSupported', { method: 'constructor', extension: '101', params: {} }],
  ['NotSupported', { method: 'ping', extension: '101', params: {} }],
  ['NotSupported', { method: 'originate', extension: '101', params: { phone: 5 } }],
])('what a backend of another kind sends is refused: %s', async (reason, command) => {
  const said: string[] = [];
  await expect(runRelayed(recording(said), directory, command)).rejects.toMatchObject({ reason });
  expect(said).toEqual([]);
});
