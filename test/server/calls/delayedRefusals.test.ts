import { POLL_WAIT_MS } from '../../../protocol/timing';
import { DelayedRefusals } from '../../../server/calls/DelayedRefusals';
import { FakeTimer } from '../../support/FakeTimer';

const PLACES = 1_000;
const never = new AbortController().signal;

let timer: FakeTimer;
let refusals: DelayedRefusals;
/** Networks whose refusals have been sent, in this order. */
let refused: string[];

beforeEach(() => {
  timer = new FakeTimer();
  refusals = new DelayedRefusals(timer);
  refused = [];
});

function poll(network: string, count = 1, signal = never): void {
  for (let one = 0; one < count; one += 1)
    void refusals.delay(signal, network).then(() => refused.push(network));
}

const settle = (): Promise<void> => timer.pass(0);

test('a network that has taken all places gives one up to each poll of another network, and gets none back', async () => {
  poll('flood', PLACES);
  poll('office', 3);
  poll('home');
  await settle();
  expect(refused).toEqual(['flood', 'flood', 'flood', 'flood']);
  poll('flood', 2);
  await settle();
  expect(refused.slice(4)).toEqual(['flood', 'flood']);
  await timer.pass(POLL_WAIT_MS);
  expect(refused).toHaveLength(PLACES + 6);
  expect(refused.filter((network) => network !== 'flood').sort()).toEqual([
    'home',
    'office',
    'office',
    'office',
  ]);
});

test('one network alone may have all places; what is more is refused at once', async () => {
  poll('proxy', PLACES);
  await settle();
  expect(refused).toEqual([]);
  poll('proxy');
  await settle();
  expect(refused).toEqual(['proxy']);
});

test('two networks share all places, and neither takes one from the other', async () => {
  poll('flood', PLACES);
  poll('office', PLACES);
  await settle();
  expect(refused.filter((network) => network === 'flood')).toHaveLength(PLACES / 2);
  expect(refused.filter((network) => network === 'office')).toHaveLength(PLACES / 2);
});

test('a place is free once its client is gone', async () => {
  const gone = new AbortController();
  poll('flood', PLACES - 1);
  poll('office', 1, gone.signal);
  gone.abort();
  await settle();
  poll('flood');
  await settle();
  expect(refused).toEqual(['office']);
  refusals.endAll();
  await settle();
  expect(refused).toHaveLength(PLACES + 1);
});
