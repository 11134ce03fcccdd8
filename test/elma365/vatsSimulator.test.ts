import { FakeVats } from '../support/megafon/FakeVats';

/** The simulator refuses what the real one is known to refuse, so that a test against it means something. */
let vats: FakeVats;

beforeEach(async () => {
  vats = await FakeVats.start();
});

afterEach(async () => {
  await vats.close();
});

async function old(fields: Record<string, string>, token = vats.state.key): Promise<[number, string]> {
  const response = await fetch(`${vats.address}/sys/crm_api.wcgp`, {
    method: 'POST',
    body: new URLSearchParams({ token, ...fields }),
  });
  return [response.status, await response.text()];
}

async function rest(
  method: string,
  path: string,
  body?: object,
  key = vats.state.key,
): Promise<[number, string]> {
  const response = await fetch(`${vats.address}/crmapi/v1${path}`, {
    method,
    headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return [response.status, await response.text()];
}

const REFUSED = [400, '{"error":"Invalid parameters"}'];

test.each<[Record<string, string>]>([
  [{ cmd: 'zzz' }],
  [{}],
  [{ cmd: 'makeCall', user: '701' }],
  [{ cmd: 'makeCall', user: '701', phone: '+79101234567' }],
  [{ cmd: 'makeCall', user: 'unknown', phone: '79101234567' }],
  [{ cmd: 'makeCall', user: '701', phone: '79101234567', more: '1' }],
  [{ cmd: 'history', start: '2026-04-05' }],
  [{ cmd: 'subscribtionstatus', user: '701', group_id: 'g_1234' }],
])('the old API refuses %j', async (fields) => {
  expect(await old(fields)).toEqual(REFUSED);
});

test('the old API takes a form, JSON or a query, and its own key only', async () => {
  const [, accounts] = await old({ cmd: 'accounts' });
  expect(JSON.parse(accounts)).toMatchObject([
    { name: 'andy', realName: 'Андрей Белов', ext: '701' },
    { name: 'bob' },
    { ext: 704 },
  ]);
  expect(await old({ cmd: 'accounts' }, 'wrong')).toEqual([401, '{"error":"Invalid token"}']);
  const json = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ cmd: 'groups', token: vats.state.key }),
  };
  expect(await (await fetch(`${vats.address}/sys/crm_api.wcgp`, json)).json()).toEqual([
    { id: 'g_1234', realName: 'Отдел продаж', ext: 600 },
  ]);
  const query = new URLSearchParams({ cmd: 'history', token: vats.state.key, type: 'missed' });
  vats.state.history.push(
    {
      uid: 'h1',
      type: 'in',
      client: '7910',
      account: 'andy@tenant',
      via: '7495',
      start: 0,
      wait: 3,
      duration: 5,
      record: 'https://h.test/1',
    },
    {
      uid: 'h2',
      type: 'missed',
      client: '7911',
      account: 'ivr',
      via: '7495',
      start: 0,
      wait: 9,
      duration: 0,
      record: '',
    },
  );
  expect(await (await fetch(`${vats.address}/sys/crm_api.wcgp?${query.toString()}`)).text()).toBe(
    'h2,missed,7911,ivr,7495,1970-01-01T00:00:00.000Z,9,0,\r\n',
  );
});

test('do-not-disturb and departments are kept by the old API', async () => {
  expect(await old({ cmd: 'set_dnd', user: '701', state: 'true' })).toEqual([200, '']);
  expect(await old({ cmd: 'get_dnd', user: 'andy' })).toEqual([200, '{"state":true}']);
  expect(await old({ cmd: 'set_dnd', user: 'andy', state: 'false' })).toEqual([200, '']);
  expect(await old({ cmd: 'get_dnd', user: '79260000701' })).toEqual([200, '{"state":false}']);
  expect(await old({ cmd: 'subscribeOnCalls', user: 'andy', status: 'on' })).toEqual([200, 'OK']);
  expect(await old({ cmd: 'subscriptionStatus', user: 'andy', group_id: 'g_1234' })).toEqual([
    200,
    '{"status":"on"}',
  ]);
  await old({ cmd: 'subscribeOnCalls', user: 'andy', status: 'off', group_id: 'g_1234' });
  expect(await old({ cmd: 'subscriptionStatus', user: 'andy', group_id: 'g_1234' })).toEqual([
    200,
    '{"status":"off"}',
  ]);
});

test('the new API takes JSON with its key', async () => {
  expect(await rest('GET', '/users', undefined, 'wrong')).toEqual([401, '{"message":"Unauthorized"}']);
  expect(await rest('POST', '/makecall', { phone: '79101234567', user: 'andy' })).toEqual([
    200,
    '{"callid":"made-1","clid":null}',
  ]);
  expect(await rest('POST', '/makecall', { phone: '79101234567', user: '701' })).toEqual([
    404,
    '{"message":"User not found"}',
  ]);
  expect(await rest('POST', '/makecall', { phone: '+79101234567', user: 'andy' })).toEqual([
    400,
    '{"message":"Invalid parameters"}',
  ]);
  expect(await rest('GET', '/users/andy')).toEqual([200, expect.stringContaining('"dnd":false')]);
  expect(await rest('GET', '/users/unknown')).toEqual([404, '{"message":"User not found"}']);
  expect(await rest('GET', '/users?limit=x')).toEqual([400, '{"message":"Invalid parameters"}']);
  expect(await rest('POST', '/users/andy/dnd')).toEqual([204, '']);
  expect(await rest('GET', '/users/andy/dnd')).toEqual([200, '{"state":true}']);
  expect(await rest('DELETE', '/users/andy/dnd')).toEqual([204, '']);
  expect(await rest('GET', '/users/unknown/dnd')).toEqual([404, '{"message":"User not found"}']);
  expect(await rest('GET', '/groups')).toEqual([
    200,
    '{"items":[{"id":"g_1234","name":"Отдел продаж","ext":600}]}',
  ]);
  vats.state.history.push({
    uid: 'h2',
    type: 'missed',
    client: '7911',
    account: 'andy',
    via: '7495',
    start: 0,
    wait: 9,
    duration: 0,
    record: '',
  });
  expect(JSON.parse((await rest('GET', '/history/json?uid=h2'))[1])).toMatchObject([
    { uid: 'h2', type: 'in', status: 'missed', user: 'andy' },
  ]);
  expect(await rest('GET', '/history/json?uid=h3')).toEqual([200, '[]']);
  expect(await rest('GET', '/history/json?type=zzz')).toEqual([400, '{"message":"Invalid parameters"}']);
});

test('a wrong path leads to a page, as on the real one', async () => {
  const response = await fetch(`${vats.address}/other`);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<!DOCTYPE')]);
});
