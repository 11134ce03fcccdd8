import fc from 'fast-check';
import { DtmfQueue } from '../../src/domain/calls/DtmfQueue';
import { Failure } from '../../src/domain/Failure';
import { settle } from '../support/FakeTimer';
import { FakeTelephony } from './support/FakeTelephony';

function setUp() {
  const telephony = new FakeTelephony();
  const failures: string[] = [];
  const queue = new DtmfQueue(
    telephony,
    () => 'new',
    ({ reason }) => failures.push(reason),
  );
  return { telephony, failures, queue };
}

test('there is one request at a time, and keys pressed during it are sent together in the next one', async () => {
  const { telephony, queue } = setUp();
  for (const key of '123') queue.press('a', key);
  expect(telephony.asked).toEqual(['dtmf a 1']);
  await telephony.accept();
  queue.press('a', '#');
  expect(telephony.asked).toEqual(['dtmf a 1', 'dtmf a 23']);
  await telephony.accept();
  await telephony.accept();
  queue.press('a', '*');
  expect(telephony.asked.slice(2)).toEqual(['dtmf a #', 'dtmf a *']);
});

test('whenever answers come, every key is sent once, in order, and no request has more than 32', async () => {
  const step = fc.oneof(fc.constantFrom('1', '2', '9', '0', '*', '#'), fc.constant('answer'));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 120 }), async (steps) => {
      const { telephony, queue } = setUp();
      for (const one of steps) {
        if (one === 'answer') await telephony.accept();
        else queue.press('a', one);
      }
      for (let turn = 0; turn < 10; turn += 1) await telephony.accept();
      const sent = telephony.asked.map((words) => words.slice('dtmf a '.length));
      expect(sent.join('')).toBe(steps.filter((one) => one !== 'answer').join(''));
      expect(Math.max(0, ...sent.map(({ length }) => length))).toBeLessThanOrEqual(32);
    }),
  );
});

test('a failed request drops the keys that wait behind it; the next key is sent again', async () => {
  const { telephony, failures, queue } = setUp();
  for (const key of '123') queue.press('a', key);
  await telephony.refuse(new Failure('timeout'));
  expect([telephony.asked, failures]).toEqual([['dtmf a 1'], ['timeout']]);
  queue.press('a', '4');
  expect(telephony.asked).toEqual(['dtmf a 1', 'dtmf a 4']);
});

test('keys pressed in one call are never sent in another', async () => {
  const { telephony, queue } = setUp();
  for (const key of '12') queue.press('a', key);
  queue.press('b', '9');
  await telephony.accept();
  await telephony.accept();
  await settle();
  expect(telephony.asked).toEqual(['dtmf a 1', 'dtmf b 9']);
});
