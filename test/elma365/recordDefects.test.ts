import { elmaMegafon, push, TOKEN } from './support/elmaMegafon';
import type { FakeElma } from './support/FakeElma';
import { history, without } from './support/samplePushes';

/** The same for the records of calls that are over. */
let elma: FakeElma;

beforeEach(() => {
  elma = elmaMegafon();
});

test('5: a link with = in it is kept', async () => {
  const { callRecord } = await elma.webhook(
    `cmd=history&type=in&status=Success&phone=79101234567&user=andy&callid=c1&link=https://h.test/r?id=7&crm_token=${TOKEN}`,
  );
  expect(await elma.link(callRecord?.call)).toBe('https://h.test/r?id=7');
});

test('6: a plus is a blank', async () => {
  const { callRecord } = await push(elma, { ...history, callid: 'c 2', groupRealName: 'Отдел 1' });
  expect(callRecord).toMatchObject({ callId: 'c 2', call: { id: 'c 2', group: 'Отдел 1' } });
});

test.each([
  [undefined, 0],
  ['', 0],
  ['abc', 0],
  ['-1', 0],
  ['12.7', 0],
  ['1e9', 0],
  ['99999999999999999999', 0],
  ['124', 124],
])('8: the duration %s is %d s', async (duration, expected) => {
  const rest = without(history, 'duration');
  const { callRecord } = await push(elma, duration === undefined ? rest : { ...rest, duration });
  expect(callRecord?.duration).toBe(expected);
});

test.each([
  ['missed', 'd-noanswer'],
  ['Missed', 'd-noanswer'],
  ['SUCCESS', 'd-answered'],
  ['Cancel', 'd-cancel'],
  ['Busy', 'd-busy'],
  ['NotAvailable', 'd-noanswer'],
  ['NotFound', 'd-noanswer'],
  ['NotAllowed', 'd-cancel'],
  ['no answer', 'd-noanswer'],
  ['Something', 'd-unknown'],
  ['', 'd-unknown'],
])('9 and 10: the status %s is %s', async (status, expected) => {
  expect((await push(elma, { ...history, status })).callRecord?.disposition).toBe(expected);
});

test.each([
  ['OUT', { direction: 'out', disposition: 'd-answered' }],
  ['out', { direction: 'out', disposition: 'd-answered' }],
  ['missed', { direction: 'in', disposition: 'd-answered' }],
  ['', { direction: 'in', disposition: 'd-unknown' }],
  ['zzz', { direction: 'in', disposition: 'd-unknown' }],
])('11: a history of type "%s" is not guessed to be a good call', async (type, expected) => {
  expect((await push(elma, { ...history, type })).callRecord).toMatchObject(expected);
});

test('26: a call without a recording says so, whatever was stored', async () => {
  const { callRecord } = await push(elma, { ...history, link: '' });
  for (const call of [callRecord?.call, undefined, null, 7, '', {}, '{"link":""}']) {
    await expect(elma.link(call)).rejects.toThrow('нет записи');
  }
});

test.each([
  'javascript:alert(1)',
  'ftp://h.test/a',
  '//h.test/a',
  'https://user@h.test/a',
  'https://h.test/a b',
])('26: %s is no recording', async (link) => {
  const { callRecord } = await push(elma, { ...history, link });
  expect(callRecord?.call['link']).toBe('');
  await expect(elma.link({ link })).rejects.toThrow('не разрешён');
});

test('26: recordings come from the hosts that are set only', async () => {
  elma = elmaMegafon({ linkHosts: 'megapbx.ru, h.test' });
  expect((await push(elma, history)).callRecord?.call['link']).toBe(history.link);
  expect(await elma.link({ link: 'https://a.megapbx.ru/r' })).toBe('https://a.megapbx.ru/r');
  await expect(elma.link({ link: 'http://127.0.0.1/x' })).rejects.toThrow('не разрешён');
  await expect(elma.link({ link: 'https://evilmegapbx.ru/x' })).rejects.toThrow('не разрешён');
});

test('26: records of the old script play as well', async () => {
  expect(await elma.link({ id: 'c1', link: 'https://h.test/r.mp3' })).toBe('https://h.test/r.mp3');
  expect(await elma.link('{"link":"https://h.test/r.mp3"}')).toBe('https://h.test/r.mp3');
});

test('30: begin, user, line and department of a call are kept', async () => {
  const { callRecord } = await push(elma, { ...history, diversion: '74950000001', groupRealName: 'Продажи' });
  expect(callRecord?.call).toEqual({
    id: 'c1',
    link: 'https://h.test/r.mp3?id=7',
    startedAt: '2026-04-05T12:00:00.000Z',
    user: 'andy',
    via: '74950000001',
    group: 'Продажи',
  });
});
