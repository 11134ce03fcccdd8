import { JournalPersistence } from '../../../../../server/telephony/asterisk/tracking/JournalPersistence';
import { FakeTimer } from '../../../../support/FakeTimer';
import { ChannelList } from './support/ChannelList';
import { recorded } from './support/recordings';
import { numbering, Watch } from './support/Watch';

const CLIENT = '+79161234567';
/** As release 1.0.0 has stored them. */
const TALKING = {
  id: 'c',
  direction: 'inbound',
  client: 'c',
  number: '79161234567',
  via: '700',
  extensions: ['101', '102'],
  talked: '102',
  rung: '101',
  failure: null,
  startedAt: 1_000,
  answeredAt: 5_000,
  recording: '/monitor/c.wav',
  mixMonitor: null,
};
const BUSY = {
  ...TALKING,
  direction: 'outbound',
  extensions: ['101'],
  talked: null,
  rung: null,
  failure: 'busy',
  answeredAt: null,
};

/** What a backend of today makes of an entry of release 1.0.0. */
async function upgraded(draft: object): Promise<Watch> {
  const store = {
    put: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    all: () => Promise.resolve(new Map([['c', JSON.stringify(draft)]])),
  };
  const persistence = new JournalPersistence(store, new FakeTimer(), () => undefined, numbering.toCrm);
  return new Watch(await persistence.load());
}

test.each([
  ['a talk', TALKING, `inbound answered ${CLIENT} via 700: 101 102, by 102, recorded c.wav`],
  [
    'a missed call',
    { ...TALKING, talked: null, answeredAt: null },
    `inbound missed ${CLIENT} via 700: 101 102, by 101, recorded c.wav`,
  ],
  ['a busy client', BUSY, `outbound busy ${CLIENT}: 101, by 101, recorded c.wav`],
])('%s of which release 1.0.0 has kept a draft is logged', async (_, draft, written) => {
  expect((await upgraded(draft)).resync([]).written).toEqual([written]);
});

test('a call that goes on over the upgrade is one call', async () => {
  const messages = recorded('22', 'queue-two-agents');
  const heard = messages.map(({ Event }) => Event).lastIndexOf('BridgeEnter') + 1;
  const client = messages.find(({ Event, ChannelState }) => Event === 'Newchannel' && ChannelState === '4');
  const id = client?.['Uniqueid'] ?? '';
  const truth = new ChannelList();
  for (const message of messages.slice(0, heard)) truth.take(message);
  const watch = await upgraded({ ...TALKING, id, client: id, via: 'sales' });
  watch.resync(truth.statuses).take(messages.slice(heard));
  expect(watch.written).toEqual([`inbound answered ${CLIENT} via sales: 101 102, by 102, recorded c.wav`]);
});
