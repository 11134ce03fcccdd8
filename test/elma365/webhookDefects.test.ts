import { elmaMegafon, push, TOKEN } from './support/elmaMegafon';
import type { FakeElma } from './support/FakeElma';
import { history, incoming, without } from './support/samplePushes';

/**
 * The defects of the vendor's own script that concern its webhook: numbers of the list in docs/ELMA365.md. Each
 * has a case that fails with that script.
 */
const FORM = `cmd=event&type=INCOMING&phone=79101234567&user=andy&ext=701&direction=in&callid=c1&crm_token=${TOKEN}`;

let elma: FakeElma;

beforeEach(() => {
  elma = elmaMegafon();
});

describe('1 and 2: a push with any content type is read', () => {
  test.each<[string, Record<string, string> | undefined]>([
    ['with parameters', { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }],
    ['in other letters', { 'Content-Type': 'Application/X-WWW-Form-Urlencoded' }],
    ['under another name', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['left out', {}],
    ['with no headers at all', undefined],
  ])('%s', async (_what, headers) => {
    expect((await elma.webhook(FORM, headers)).event).toMatchObject({
      srcPhone: '79101234567',
      dstPhone: '701',
    });
  });
});

test('3: JSON is taken as well, and an object that the platform has parsed', async () => {
  expect((await push(elma, incoming, 'json')).event).toMatchObject({ dstPhone: '701', callId: 'c1' });
  expect((await elma.webhook({ ...incoming, callid: 'c2', crm_token: TOKEN })).event).toMatchObject({
    callId: 'c2',
  });
});

describe('4: only who knows the token is heard', () => {
  test.each([
    ['no token', 'cmd=event&type=INCOMING&callid=c1&phone=7'],
    ['a wrong one', `${FORM}x`],
    ['a shorter one', FORM.slice(0, -1)],
    ['other letters', FORM.replace(TOKEN, TOKEN.toLowerCase())],
    ['two of them', `${FORM}&crm_token=${TOKEN}`],
    ['an empty body', ''],
  ])('%s', async (_what, body) => {
    expect(await elma.webhook(body)).toMatchObject({ status: 401, event: undefined, callRecord: undefined });
  });

  test('no access while none is set', async () => {
    const open = elmaMegafon({ crmToken: '' });
    expect((await open.webhook(FORM.replace(TOKEN, ''))).status).toBe(401);
  });
});

test.each(['100%', '%D0', '%zz'])('7: a broken escape (%s) costs its own field only', async (group) => {
  expect((await elma.webhook(`${FORM}&groupRealName=${group}`)).event).toMatchObject({ callId: 'c1' });
});

test('12: an outgoing call stays one until its end', async () => {
  await push(elma, { ...incoming, type: 'OUTGOING', direction: 'out' });
  await push(elma, { ...incoming, type: 'ACCEPTED', direction: 'out' });
  await push(elma, { ...incoming, type: 'COMPLETED', direction: 'out' });
  expect(elma.events.map(({ event, direction }) => [event, direction])).toEqual([
    ['e-start', 'out'],
    ['e-answer', 'out'],
    ['e-end', 'out'],
  ]);
});

test('12: a tenant that leaves the direction out is understood by the first event', async () => {
  const bare = without(incoming, 'direction');
  await push(elma, { ...bare, type: 'OUTGOING' });
  await push(elma, { ...bare, type: 'ACCEPTED' });
  expect(elma.events.map(({ direction }) => direction)).toEqual(['out', 'out']);
});

test.each([
  ['new', { srcPhone: '701', dstPhone: '79101234567' }],
  ['', { srcPhone: '701', dstPhone: '79101234567' }],
  ['old', { srcPhone: '79101234567', dstPhone: '701' }],
])(
  '13: outgoing numbers stand as the setting "%s" says, in events and records',
  async (outgoingLayout, numbers) => {
    elma = elmaMegafon({ outgoingLayout });
    expect((await push(elma, { ...incoming, type: 'OUTGOING', direction: 'out' })).event).toMatchObject(
      numbers,
    );
    expect((await push(elma, { ...history, type: 'out' })).callRecord).toMatchObject(numbers);
  },
);

test.each([
  ['', 'c1'],
  ['off', undefined],
])('14: the event has the id of the call unless the setting says "%s"', async (callId, expected) => {
  elma = elmaMegafon({ callId });
  expect((await push(elma, incoming)).event?.callId).toBe(expected);
  expect((await push(elma, history)).callRecord?.callId).toBe(expected);
});

test('15: TRANSFERRED is taken, and letter case does not matter', async () => {
  expect(await push(elma, { ...incoming, type: 'TRANSFERRED', second_callid: 'c2' })).toMatchObject({
    status: 200,
    event: undefined,
  });
  expect((await push(elma, { ...incoming, type: 'accepted', cmd: 'Event' })).event?.event).toBe('e-answer');
});

test('16: who asks for a contact gets an answer, and a rating is taken', async () => {
  expect(await push(elma, { cmd: 'contact', phone: '79101234567', callid: 'c1' })).toMatchObject({
    status: 200,
    content: '{}',
  });
  expect(
    await push(elma, { cmd: 'rating', callid: 'c1', rating: '5', phone: '79101234567', user: 'andy' }),
  ).toMatchObject({ status: 200, content: '{"ignored":"cmd rating"}' });
});

test.each([
  ['cmd zzz', { cmd: 'zzz' }],
  ['no cmd', { phone: '7' }],
])('17: what is ignored is said to be: %s', async (ignored, fields) => {
  expect(await push(elma, fields)).toMatchObject({ status: 200, content: JSON.stringify({ ignored }) });
});

test.each([
  [{ user: 'andy' }, 'andy'],
  [{ user: 'andy', ext: '' }, 'andy'],
  [{ user: 'andy@tenant' }, 'andy'],
  [{ user: 'andy@tenant', ext: '701' }, '701'],
])('18: an operator without a number is known by the login: %j', async (who, operator) => {
  const bare = without(incoming, 'ext', 'user');
  expect((await push(elma, { ...bare, ...who })).event?.dstPhone).toBe(operator);
});

test.each(['g_1234@tenant', 'pbx', 'pbx@tenant'])(
  '18: %s is no operator: no card, but a record',
  async (user) => {
    expect(await push(elma, { ...incoming, user, ext: '600' })).toMatchObject({
      status: 200,
      event: undefined,
    });
    expect((await push(elma, { ...history, user, ext: '600' })).callRecord?.dstPhone).toBe('');
  },
);

test('19: a hidden number is an empty one', async () => {
  const hidden = without(incoming, 'phone');
  expect((await push(elma, hidden)).event?.srcPhone).toBe('');
});

test('20: a phone that stops ringing because a colleague answered has no missed call', async () => {
  await push(elma, { ...incoming, ext: '704', user: 'vera' });
  await push(elma, incoming);
  await push(elma, { ...incoming, type: 'ACCEPTED' });
  await push(elma, { ...incoming, type: 'CANCELLED', ext: '704', user: 'vera' });
  expect(elma.events.at(-1)).toMatchObject({ event: 'e-end', dstPhone: '704', disposition: 'd-answered' });
});

test('20: whether a call was missed is left to the record, as pushes come in any order', async () => {
  await push(elma, { ...incoming, type: 'CANCELLED' });
  await push(elma, { ...history, status: 'missed', duration: '0' });
  expect(elma.events).toMatchObject([{ event: 'e-end', disposition: 'd-unknown' }]);
  expect(elma.records).toMatchObject([{ disposition: 'd-noanswer' }]);
});

test('20: an outgoing call that is cancelled is a cancelled one', async () => {
  const { event } = await push(elma, { ...incoming, type: 'CANCELLED', direction: 'out' });
  expect(event?.disposition).toBe('d-cancel');
});

test('21: a completed call was answered', async () => {
  expect((await push(elma, { ...incoming, type: 'COMPLETED' })).event?.disposition).toBe('d-answered');
});

test('28: the answer says what is wrong with the push and shows no internals', async () => {
  const anonymous = without(incoming, 'callid');
  expect(await push(elma, anonymous)).toMatchObject({ status: 400, content: '{"error":"no callid"}' });
  expect(await elma.webhook('{"cmd":')).toMatchObject({ status: 400 });
  expect(await elma.webhook(7)).toMatchObject({ status: 400 });
  expect(await elma.webhook('x'.repeat(1_000_000))).toMatchObject({ status: 400 });
  Object.defineProperty(elma.params, 'crmToken', {
    get: () => {
      throw new Error('secret inside');
    },
  });
  expect(await elma.webhook(FORM)).toMatchObject({ status: 500, content: '{"error":"internal error"}' });
});
