/** @jest-environment ./test/support/jsdomEnvironment.js */
import * as v from 'valibot';
import { missedClientSchema } from '../../../protocol/missedClient';
import { RpcMissed } from '../../../src/infrastructure/rpc/RpcMissed';
import { FakeTimer } from '../../support/FakeTimer';
import { answeringRpc } from './support/answeringRpc';

/** The list of a backend that answers with `result`, and the requests that it got, as the protocol's schemas read them. */
function start(result: unknown) {
  const { rpc, sent } = answeringRpc(result);
  return { missed: new RpcMissed(rpc, new FakeTimer()), sent };
}

const wire = {
  id: 'm1',
  contact_phone: '+79101234567',
  contact_name: 'Иван Петров',
  contact_id: 77,
  company: 'ООО «Ромашка»',
  responsible: 'Анна',
  via: 'Продажи',
  count: 2,
  first_at: 1_763_700_000,
  last_at: 1_763_700_060.5,
  is_mine: true,
  attempts: { count: 1, name: null, at: 1_763_700_070 },
  promised: { at: 1_763_707_200, name: 'Анна', is_me: false },
  taken_by: null,
  talked: null,
};

test('each press has an id of its own, so that what is wanted again is done again', async () => {
  const { missed, sent } = start(null);
  await missed.ask('m1', 'take');
  await missed.ask('m1', 'giveBack');
  await missed.ask('m1', 'take');
  await missed.ask('m1', 'call');
  const now = '1763700000000';
  expect(sent).toEqual([
    ['take_missed_client', { id: 'm1', is_taken: true, command_id: `take:m1:true:${now}.1` }],
    ['take_missed_client', { id: 'm1', is_taken: false, command_id: `take:m1:false:${now}.2` }],
    ['take_missed_client', { id: 'm1', is_taken: true, command_id: `take:m1:true:${now}.3` }],
    ['call_back', { id: 'm1', command_id: `callBack:m1:${now}.4` }],
  ]);
});

test('a client is read with names, times in ms and what became of the call', async () => {
  const clients = [
    wire,
    { ...wire, taken_by: { name: 'Борис', is_me: false } },
    { ...wire, contact_id: '../7', taken_by: null, talked: { name: null, at: 1_763_700_100 } },
  ].map((one) => v.parse(missedClientSchema, one));
  const { missed } = start({ revision: 5, clients });
  const facts = {
    id: 'm1',
    number: '+79101234567',
    name: 'Иван Петров',
    contactId: '77',
    company: 'ООО «Ромашка»',
    responsible: 'Анна',
    via: 'Продажи',
    count: 2,
    firstAt: 1_763_700_000_000,
    lastAt: 1_763_700_060_500,
    isMine: true,
    attempts: { count: 1, name: null, at: 1_763_700_070_000 },
    promised: { at: 1_763_707_200_000, name: 'Анна', isMe: false },
  };
  expect(await missed.list()).toEqual([
    { ...facts, phase: 'waiting' },
    { ...facts, phase: 'taken', by: 'Борис', isMe: false },
    { ...facts, contactId: null, phase: 'talked', by: null, talkedAt: 1_763_700_100_000 },
  ]);
});

test('a backend that knows no promised calls has none', async () => {
  const earlier: Partial<typeof wire> = { ...wire };
  delete earlier.promised;
  const { missed } = start({ revision: 5, clients: [earlier] });
  expect((await missed.list())[0]?.promised).toBeNull();
});
