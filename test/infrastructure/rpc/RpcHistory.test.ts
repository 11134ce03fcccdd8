/** @jest-environment ./test/support/jsdomEnvironment.js */
import type { WireHistoryLine } from '../../../protocol/history';
import { RpcHistory } from '../../../src/infrastructure/rpc/RpcHistory';
import { answeringRpc } from './support/answeringRpc';

const line: WireHistoryLine = {
  id: '1763700000.4',
  direction: 'INBOUND',
  contact_phone: '+79101234567',
  contact_name: 'Анна',
  contact_id: 1_001,
  company: null,
  via: 'sales',
  agent: { name: 'Борис', is_me: false },
  is_mine: false,
  started_at: 1_763_700_000.5,
  talk_seconds: 4.6,
  outcome: 'answered',
  note: {
    texts: [{ name: 'Борис', is_me: false, text: 'Ждёт' }],
    outcome: { ru: 'Продано', en: 'Sold', es: 'a', pt: 'b' },
  },
  has_recording: true,
};

/** The list of a backend that answers with `result`, and the requests that it got, as its schemas read them. */
function start(result: unknown, language = 'ru') {
  const { rpc, sent } = answeringRpc(result);
  return { history: new RpcHistory(rpc, language), sent };
}

test('what is asked for goes as the wire has it', async () => {
  const { history, sent } = start({ calls: [], next: null, has_department: false });
  await history.page({ isDepartment: false, filter: 'all', search: ' ' }, null);
  await history.page({ isDepartment: true, filter: 'missed', search: ' Анна ' }, 'n');
  await history.page({ isDepartment: false, filter: 'internal', search: '' }, null);
  expect(sent).toEqual([
    ['get_history', { scope: 'own', limit: 20 }],
    ['get_history', { scope: 'department', outcome: 'missed', search: 'Анна', cursor: 'n', limit: 20 }],
    ['get_history', { scope: 'own', direction: 'INTERNAL', limit: 20 }],
  ]);
});

test('a line is read, in the language of the user, and what is no id of a card makes no link', async () => {
  const odd = {
    ...line,
    contact_id: '../leads',
    outcome: 'answeredElsewhere',
    agent: null,
    note: null,
    talk_seconds: -1,
  };
  const answer = { calls: [line, odd, { ...line, outcome: 'new' }], next: 'n', has_department: true };
  const { history } = start(answer);
  const { calls, next, hasDepartment } = await history.page(
    { isDepartment: false, filter: 'all', search: '' },
    null,
  );
  expect([next, hasDepartment]).toEqual(['n', true]);
  expect(calls[0]).toMatchObject({
    id: '1763700000.4',
    direction: 'inbound',
    party: { name: 'Анна', number: '+79101234567', contactId: '1001' },
    agent: { name: 'Борис', isMe: false },
    at: 1_763_700_000_500,
    talkSeconds: 5,
    outcome: 'answered',
    note: { texts: [{ name: 'Борис', text: 'Ждёт' }], outcome: 'Продано' },
    hasRecording: true,
  });
  expect(calls[1]).toMatchObject({
    party: { contactId: null },
    outcome: 'elsewhere',
    agent: null,
    note: null,
    talkSeconds: 0,
  });
  expect(calls[2]?.outcome).toBe('failed');
  const french = await start(answer, 'fr').history.page(
    { isDepartment: false, filter: 'all', search: '' },
    null,
  );
  expect(french.calls[0]?.note?.outcome).toBe('Sold');
});

test.each([
  ['https://pbx.example.com/recordings/x/call.mp3', 'https://pbx.example.com/recordings/x/call.mp3'],
  ['javascript:alert(1)', null],
  [null, null],
])('the address of a recording is one of the web: %s', async (url, expected) => {
  const { history, sent } = start({ url, expires_at: null });
  expect(await history.recording('c1')).toBe(expected);
  expect(sent).toEqual([['get_recording', { unique_id: 'c1' }]]);
});
