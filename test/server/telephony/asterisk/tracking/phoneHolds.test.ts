import { ChannelList } from './support/ChannelList';
import { Script } from './support/Script';
import { Watch } from './support/Watch';

/** 101 talks with a client, and has them on hold; who listens is not there any more then. */
function setUp(technology: 'PJSIP' | 'SIP') {
  const watch = new Watch({ numbering });
  const truth = new ChannelList();
  let isHeard = true;
  const script = new Script((message) => {
    truth.take(message);
    if (isHeard) watch.tracker.handleEvent(message);
  });
  const leave = (): void => {
    isHeard = false;
    watch.tracker.lose();
  };
  script
    .calls('c', `${technology}/trunk-1`, '79161234567', '101')
    .open('a', `${technology}/101-1`, '101', 'c')
    .rings('c', 'a')
    .answers('c', 'a', 'bridge');
  return { watch, truth, script, leave };
}

const numbering = {
  extensionOf: (channel: string) => /^(?:PJSIP|SIP)\/(10\d)-/.exec(channel)?.[1] ?? null,
  isAgent: (number: string) => /^10\d$/.test(number),
  toCrm: (number: string) => (number.startsWith('+') ? number : `+${number}`),
};

const BEGAN = ['a inbound ringing +79161234567 via 101', 'a answered'];

test.each(['PJSIP', 'SIP'] as const)('a hold by the phone stays over a restart: %s', (technology) => {
  const { watch, truth, script, leave } = setUp(technology);
  script.event('Hold', 'a');
  leave();
  const journals = watch.tracker.journals();
  const next = new Watch({ numbering, journals }).resync(truth.statuses, truth.holds);
  expect(next.reported[101]).toEqual([...BEGAN, 'a held']);
  new Script((message) => next.tracker.handleEvent(message))
    .pass(60_000)
    .knows('a', `${technology}/101-1`, '101')
    .event('Unhold', 'a');
  expect(next.news('101').at(-1)).toBe('a not held');
});

test('a phone that has held while no backend was there has its client on hold', () => {
  const { watch, truth, script, leave } = setUp('PJSIP');
  leave();
  script.event('Hold', 'a');
  const journals = watch.tracker.journals();
  const next = new Watch({ numbering, journals }).resync(truth.statuses, truth.holds);
  expect(next.reported[101]).toEqual([...BEGAN, 'a held']);
});

test('a phone that has resumed while no backend was there talks', () => {
  const { watch, truth, script, leave } = setUp('PJSIP');
  script.event('Hold', 'a');
  leave();
  script.event('Unhold', 'a');
  const journals = watch.tracker.journals();
  const next = new Watch({ numbering, journals }).resync(truth.statuses, truth.holds);
  expect(next.reported[101]).toEqual(BEGAN);
});

test('a phone that holds and resumes while the connection is cut is seen so once it is back', () => {
  const { watch, truth, script, leave } = setUp('PJSIP');
  leave();
  script.event('Hold', 'a');
  expect(watch.resync(truth.statuses, truth.holds).news('101')).toEqual([...BEGAN, 'a held']);
  script.event('Unhold', 'a');
  expect(watch.resync(truth.statuses, truth.holds).news('101')).toEqual(['a not held']);
});

test('of a driver that can not be asked the last that was heard stays', () => {
  const { watch, truth, script, leave } = setUp('SIP');
  script.event('Hold', 'a');
  leave();
  expect(watch.resync(truth.statuses, truth.holds).news('101')).toEqual([...BEGAN, 'a held']);
});
