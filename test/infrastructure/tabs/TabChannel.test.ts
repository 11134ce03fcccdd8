import { TabChannel, type TabMessage } from '../../../src/infrastructure/tabs/TabChannel';
import { Scope } from '../../../src/system/Scope';
import { FakeTabs } from '../../support/FakeTabs';
import { settle } from '../../support/FakeTimer';
import { wireCall, wireStatus } from '../../support/wireStatus';

function setUp() {
  const tabs = new FakeTabs();
  const scope = new Scope();
  const raw = tabs.open().channel('x');
  const speaker = new TabChannel(tabs.open().channel('x'), scope);
  const listener = new TabChannel(tabs.open().channel('x'), scope);
  const heard: TabMessage[] = [];
  listener.listen((message) => heard.push(message));
  return { scope, raw, speaker, listener, heard };
}

const caller = { name: 'Анна', contactId: '5', company: null, responsible: null, matches: [] };

test.each<TabMessage>([
  { kind: 'probe', isNew: true },
  { kind: 'here' },
  { kind: 'dismissed', step: 'a:before' },
  { kind: 'caller', key: '9101234567', caller },
  {
    kind: 'news',
    term: 2,
    methods: ['ping'],
    status: { ...wireStatus(1, [wireCall('a')]), extra: 'kept' },
    heardAt: 5,
    failure: null,
  },
  {
    kind: 'news',
    term: 2,
    methods: null,
    status: null,
    heardAt: 0,
    failure: { reason: 'timeout', detail: '' },
  },
])('$kind arrives unchanged in the other tabs and not in its own', async (message) => {
  const { speaker, heard } = setUp();
  const own: TabMessage[] = [];
  speaker.listen((one) => own.push(one));
  speaker.post(message);
  await settle();
  expect([heard, own]).toEqual([[message], []]);
});

test.each([
  null,
  'probe',
  { kind: 'oops' },
  { kind: 'dismissed', step: 5 },
  { kind: 'news', term: 1, methods: null, status: { status: 'RINGING' }, heardAt: 0, failure: null },
  { kind: 'caller', key: 'x', caller: { ...caller, matches: 'many' } },
])('%j is ignored, as no message of ours', async (data) => {
  const { raw, heard } = setUp();
  raw.postMessage(data);
  await settle();
  expect(heard).toEqual([]);
});

test('after its scope has closed no message is passed on', async () => {
  const { scope, raw, heard } = setUp();
  scope.close();
  raw.postMessage({ kind: 'here' });
  await settle();
  expect(heard).toEqual([]);
});
