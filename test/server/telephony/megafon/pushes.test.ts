import { POLL_WAIT_MS } from '../../../../protocol/timing';
import { VatsCall } from '../../../support/megafon/vatsPushes';
import { andy, MegafonBackend, TOKEN, vera } from './startMegafon';

const FORM = `cmd=event&type=INCOMING&phone=79101234567&user=andy&ext=701&direction=in&callid=c1&crm_token=${TOKEN}`;
const TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

let backend: MegafonBackend;

beforeEach(async () => {
  backend = await MegafonBackend.start({
    vats: { historyMinutes: 0 },
    http: { limits: { keysPerMinute: 5 } },
  });
  await backend.known();
});

afterEach(async () => {
  await backend.close();
});

test.each([
  ['with parameters', { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }],
  ['in other letters', { 'CONTENT-TYPE': 'Application/X-WWW-Form-Urlencoded' }],
  ['of something else', { 'content-type': 'text/plain' }],
  ['that is no type', { 'content-type': 'nonsense' }],
])('a push with the header %s is read', async (_what, headers: Record<string, string>) => {
  expect((await backend.raw(FORM, headers)).status).toBe(200);
  expect(await backend.phases()).toEqual(['RINGING']);
});

test.each([
  ['a raw plus', 'phone=+79101234567'],
  ['an escaped plus', 'phone=%2B79101234567'],
  ['an 8 and blanks', 'phone=8+910+123-45-67'],
  ['ten digits', 'phone=9101234567'],
  ['an extension behind it', 'phone=%2B79101234567%20%D0%B4%D0%BE%D0%B1.%2012'],
  ['an extension of a SIP address', 'phone=79101234567%3Bext%3D12'],
])('a number with %s is the same number', async (_what, phone) => {
  await backend.raw(FORM.replace('phone=79101234567', phone), TYPE);
  expect((await backend.fullStatus()).calls).toMatchObject([{ contact_phone: '+79101234567' }]);
});

test.each([
  ['group=100%'],
  ['groupRealName=%D0'],
  ['groupRealName=%D0%9E%D1%82%D0%B4%D0%B5%D0%BB+1'],
  ['__proto__=x&constructor=y&toString=z'],
  ['=x&&a&z-flag=0&telnum_name=&'],
  ['callid=c2&type=COMPLETED'],
  ['zzz=%zz'],
])('what else stands in the form (%s) does not matter', async (more) => {
  expect((await backend.raw(`${FORM}&${more}`, TYPE)).status).toBe(200);
  expect((await backend.fullStatus()).calls).toMatchObject([{ phase: 'RINGING', unique_id: 'c1/701' }]);
});

test('a mark of the byte order in front does not matter', async () => {
  expect((await backend.raw(`\uFEFF${FORM}`, TYPE)).status).toBe(200);
  expect(await backend.phases()).toEqual(['RINGING']);
});

test.each([
  ['no ext', 'user=andy', 1],
  ['an empty ext', 'user=andy&ext=', 1],
  ['a tenant', 'user=andy%40vats.example.com', 1],
  ['other letters', 'user=Andy', 1],
  ['the extension in place of the login', 'user=701', 1],
  ['a department', 'user=g_1234%40vats.example.com', 0],
  ['the switch', 'user=pbx', 0],
  ['somebody unknown', 'user=stranger', 0],
  ['no user', '', 0],
])('whom it means: %s', async (_what, user, count) => {
  expect((await backend.raw(FORM.replace('user=andy&ext=701', user), TYPE)).status).toBe(200);
  expect(await backend.phases()).toHaveLength(count);
});

test('a hidden number rings without one', async () => {
  await backend.raw(FORM.replace('phone=79101234567&', ''), TYPE);
  expect((await backend.fullStatus()).calls).toMatchObject([{ phase: 'RINGING', contact_phone: '' }]);
});

test('an internal call is shown as one', async () => {
  await backend.raw(FORM.replace('79101234567', '704').replace('direction=in', 'direction=internal'), TYPE);
  expect((await backend.fullStatus()).calls).toMatchObject([{ direction: 'INTERNAL', contact_phone: '704' }]);
});

test.each([
  ['no token', FORM.replace(`&crm_token=${TOKEN}`, '')],
  ['a wrong one', `${FORM}x`],
  ['a shorter one', FORM.slice(0, -1)],
  ['an empty one', FORM.replace(TOKEN, '')],
  ['other letters', FORM.replace(TOKEN, TOKEN.toLowerCase())],
  ['two of them', `${FORM}&crm_token=${TOKEN}`],
  ['an empty body', ''],
  ['a list', `crm_token[]=${TOKEN}`],
  ['JSON with an object for a token', JSON.stringify({ crm_token: { a: TOKEN }, cmd: 'event' })],
])('401 before anything else is read: %s', async (_what, body) => {
  expect(await backend.raw(body, TYPE)).toEqual({ status: 401, body: '{"error":"wrong token"}' });
  expect(await backend.phases()).toEqual([]);
});

test('who tries many tokens is turned away, and the VATS that is known is not', async () => {
  const tries = [];
  for (let count = 0; count < 6; count += 1) tries.push((await backend.raw(`${FORM}x`, TYPE)).status);
  expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
  await backend.timer.pass(60_000);
  for (let count = 0; count < 20; count += 1) expect((await backend.raw(FORM, TYPE)).status).toBe(200);
});

test.each([
  ['JSON cut short', '{"cmd":"event"', 400],
  ['a JSON list', '[1]', 400],
  ['no callid', FORM.replace('callid=c1&', ''), 400],
  ['a callid with blanks', FORM.replace('callid=c1', 'callid=c+1'), 400],
  ['a megabyte', `${FORM}&a=${'x'.repeat(1_048_576)}`, 413],
  ['no cmd', FORM.replace('cmd=event&', ''), 200],
  ['an unknown cmd', FORM.replace('cmd=event', 'cmd=zzz'), 200],
  ['an unknown type', FORM.replace('INCOMING', 'ZZZ'), 200],
  ['no type', FORM.replace('type=INCOMING&', ''), 200],
])('nothing happens: %s', async (_what, body, status) => {
  expect((await backend.raw(body, TYPE)).status).toBe(status);
  expect(await backend.phases()).toEqual([]);
});

test('numbers in JSON are as good as texts', async () => {
  const push = { cmd: 'event', type: 'INCOMING', phone: 79101234567, user: 'x', ext: 704, callid: 77 };
  await backend.raw(JSON.stringify({ ...push, crm_token: TOKEN, more: null, list: [] }), {
    'content-type': 'application/json; charset=utf-8',
  });
  expect((await backend.fullStatus(vera)).calls).toMatchObject([{ unique_id: '77/704' }]);
});

test('the same push twice is one call, also over JSON', async () => {
  const { pushes } = new VatsCall('c1', '79101234567', 'in').rings({ user: 'andy', ext: '701' });
  await Promise.all([backend.push(pushes[0]!), backend.push(pushes[0]!, 'json'), backend.push(pushes[0]!)]);
  expect(await backend.phases()).toEqual(['RINGING']);
});

test('a rating is kept in the log', async () => {
  const rating = { cmd: 'rating', callid: 'c1', rating: '5', phone: '79101234567', user: 'andy' };
  expect(await backend.push(rating)).toEqual({ status: 200, body: '{}' });
  const line = backend.log.find((one) => one.includes('rated'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ trace: 'c1', rating: '5', user: 'andy' });
});

test.each([
  ['a rating', { cmd: 'rating', rating: '79161112233' }],
  ['an event', { cmd: 'event', type: 'INCOMING', phone: '79161112233', ext: '701' }],
  ['an end', { cmd: 'event', type: 'COMPLETED', phone: '79161112233', ext: '701' }],
  ['a history', { cmd: 'history', type: 'in', status: 'Success', phone: '79161112233', ext: '701' }],
  ['another push', { cmd: '79161112233' }],
])('%s has no whole number in a line, whichever field has it', async (_push, fields) => {
  const poll = backend.fullStatus(andy, await backend.fullStatus());
  const push = { user: '+7 (916) 111-22-33@vats', diversion: '79161112233', ...fields };
  await backend.push({ callid: '79161112233', ...push });
  await backend.call('hangup', { unique_id: '79161112233/701', command_id: 'hangup:79161112233/701' });
  await backend.timer.pass(POLL_WAIT_MS);
  await poll;
  const lines = backend.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 30);
  expect(lines.filter((line) => /9161112233|916\) 111/.test(line))).toEqual([]);
});

test('only a POST is taken', async () => {
  expect((await fetch(backend.pushUrl)).status).toBe(404);
});

describe('who calls', () => {
  const contact = (phone: string) => backend.push({ cmd: 'contact', phone, callid: 'c1' });

  test('is answered from the phone book', async () => {
    const { status, body } = await contact('79101234567');
    expect([status, JSON.parse(body)]).toEqual([200, { contact_name: 'Иван Петров' }]);
  });

  test.each(['79990000000', ''])('is an empty object for an unknown number (%s)', async (phone) => {
    expect(await contact(phone)).toEqual({ status: 200, body: '{}' });
  });
});
