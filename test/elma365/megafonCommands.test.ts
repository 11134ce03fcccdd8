import { FakeVats } from '../support/megafon/FakeVats';
import { elmaMegafon, push } from './support/elmaMegafon';
import { expectFailure } from './support/FakeElma';

let vats: FakeVats;
const NEW = { endpoint: 'https://vats123456.megapbx.ru/crmapi/v1' };

beforeEach(async () => {
  vats = await FakeVats.start();
});

afterEach(async () => {
  await vats.close();
});

describe.each([
  ['the old API', {}],
  ['the new API', NEW],
])('with %s', (_name, settings) => {
  test('the connection is tested', async () => {
    expect(await elmaMegafon(settings, vats).test()).toEqual({ success: true });
  });

  test('22: members have an id each and the person’s name', async () => {
    expect(await elmaMegafon(settings, vats).members()).toEqual([
      { id: '701', label: 'Андрей Белов (701)' },
      { id: 'bob', label: 'Борис Чернов' },
      { id: '704', label: 'Вера Зимина (704)' },
    ]);
  });

  test('22: members go by login where that is set', async () => {
    const members = await elmaMegafon({ ...settings, operatorKey: 'login' }, vats).members();
    expect(members.map(({ id }) => id)).toEqual(['andy', 'bob', 'vera']);
  });

  test.each(['ext', 'login'])(
    'the member’s id is the operator’s number of events, by %s',
    async (operatorKey) => {
      const elma = elmaMegafon({ ...settings, operatorKey }, vats);
      const ids = (await elma.members()).map(({ id }) => id);
      // Each user is pushed with login and number, and with the login alone.
      for (const [at, { login, ext }] of vats.state.users.entries()) {
        const event = {
          cmd: 'event',
          type: 'INCOMING',
          phone: '79101234567',
          user: `${login}@tenant`,
          direction: 'in',
        };
        const alone = await push(elma, { ...event, callid: `a${at}` });
        const both = await push(elma, { ...event, callid: `b${at}`, ext: String(ext ?? '') });
        expect([alone.event?.dstPhone, both.event?.dstPhone]).toEqual([ids[at], ids[at]]);
      }
    },
  );

  test.each([
    ['+7 (910) 123-45-67', '79101234567'],
    ['8 910 123 45 67', '79101234567'],
    ['9101234567', '79101234567'],
    ['8 (910) 123-45-67 доб. 12', '79101234567'],
    ['+7 910 123-45-67,,12', '79101234567'],
    ['+49 30 1234567', '49301234567'],
    ['704', '704'],
  ])('25: %s is dialled as %s', async (typed, phone) => {
    const elma = elmaMegafon({ ...settings, clid: '+7 495 000-00-01' }, vats);
    await elma.call('701', typed);
    await elma.call('bob', typed);
    const user = 'endpoint' in settings ? 'andy' : '701';
    expect(vats.state.orders).toMatchObject([
      { user, phone, clid: '74950000001' },
      { user: 'bob', phone, clid: '74950000001' },
    ]);
  });

  test('25: the reason why a call was not made is reported', async () => {
    const elma = elmaMegafon(settings, vats);
    await expect(elma.call('701', 'позвонить')).rejects.toThrow('Это не номер телефона');
    await expect(elma.call(' ', '79101234567')).rejects.toThrow('не сопоставлен');
    await expect(elma.call('999', '79101234567')).rejects.toThrow(
      /Ответ АТС: (Invalid parameters|User not found)/,
    );
    expect(vats.state.orders).toEqual([]);
  });

  test('a wrong key is reported in plain words, without the key', async () => {
    const elma = elmaMegafon({ ...settings, apiKey: 'wrong-key' }, vats);
    const { success, failReason = '' } = await elma.test();
    expect([success, failReason]).toEqual([false, expect.stringMatching(/не приняла ключ \(401\).*apiKey/)]);
    expect(failReason).not.toContain('wrong-key');
    await expect(elma.members()).rejects.toThrow('не приняла ключ');
  });

  test.each<[string, FakeVats['spoiled'], RegExp]>([
    ['24: a page of a proxy', { status: 502, body: '<html>Bad Gateway</html>' }, /не работает \(502\)/],
    ['24: plain text', { status: 503, body: 'down', type: 'text/plain' }, /не работает \(503\)/],
    ['24: a page with success', { status: 200, body: '<!DOCTYPE html><p>login' }, /отвечает не API/],
    ['a wrong name', { status: 301, body: '', location: '/elsewhere' }, /отвечает не API/],
    ['a wrong name where redirects are not followed', { status: 301, body: '' }, /отвечает не API/],
    [
      '23, 24: an error with success',
      { status: 200, body: '{"error":"Service off"}', type: 'application/json' },
      /Ответ АТС: Service off/,
    ],
    ['23: an object', { status: 200, body: '{}', type: 'application/json' }, /не списком пользователей/],
    ['an empty answer', { status: 200, body: '' }, /не списком пользователей/],
    [
      'a refusal',
      { status: 400, body: '{"error":"Invalid parameters: [cmd]"}', type: 'application/json' },
      /отвергла запрос \(400\).*\[cmd\]/,
    ],
    [
      'a refusal that shows the key',
      { status: 400, body: '{"message":"bad vats-key-of-the-test"}', type: 'application/json' },
      /Ответ АТС: bad \*\*\*$/,
    ],
  ])('%s is reported in plain words', async (_what, spoiled, words) => {
    vats.spoiled = spoiled;
    const elma = elmaMegafon(settings, vats);
    await expectFailure(elma, words);
    await expect(elma.members()).rejects.toThrow(words);
  });

  test('25: a telephone system that does not answer is not waited for for ever', async () => {
    vats.spoiled = 'silent';
    const timers = new Map<object, () => void>();
    const setTimeout = (action: () => void, ms: number): object => {
      const timer = { ms };
      timers.set(timer, action);
      return timer;
    };
    const elma = elmaMegafon(settings, vats, {
      setTimeout,
      clearTimeout: (timer: object) => timers.delete(timer),
    });
    const tested = elma.test();
    for (const [timer, action] of timers) {
      expect(timer).toEqual({ ms: 10_000 });
      timers.delete(timer);
      action();
    }
    expect(await tested).toEqual({ success: false, failReason: 'АТС не ответила за 10 с.' });
    vats.spoiled = null;
    expect(await elma.test()).toEqual({ success: true });
    expect(timers.size).toBe(0);
  });
});

test('the old API gets a form with the token in it, never in the address', async () => {
  await elmaMegafon({}, vats).test();
  expect(vats.seen).toEqual([
    { method: 'POST', url: '/sys/crm_api.wcgp', type: 'application/x-www-form-urlencoded' },
  ]);
});

test('more users than a page of the new API holds are all members', async () => {
  vats.state.users = Array.from({ length: 250 }, (_one, at) => ({
    login: `u${at}`,
    name: `User ${at}`,
    ext: String(1_000 + at),
  }));
  const elma = elmaMegafon(NEW, vats);
  expect(await elma.members()).toHaveLength(250);
  expect(vats.seen).toHaveLength(3);
});

test.each([
  ['"abc"', 'application/json'],
  ['abc', 'text/plain'],
  ['{"uuid":"1"}', 'application/json'],
  ['{}', 'application/json'],
  ['', 'text/plain'],
  ['null', 'application/json'],
])('a call counts as begun with any answer to the order: %s', async (body, type) => {
  vats.spoiled = { status: 200, body, type };
  await expect(elmaMegafon({}, vats).call('701', '79101234567')).resolves.toBeUndefined();
});

test.each([
  ['vats123456.megapbx.ru', '/sys/crm_api.wcgp'],
  ['https://vats123456.megapbx.ru', '/sys/crm_api.wcgp'],
  ['https://vats123456.megapbx.ru/', '/sys/crm_api.wcgp'],
  ['HTTPS://vats123456.megapbx.ru/sys/crm_api.wcgp/', '/sys/crm_api.wcgp'],
  ['https://vats123456.megapbx.ru/crmapi/v1/', '/crmapi/v1/users?start=0&limit=100'],
])('27: the address %s leads to %s', async (endpoint, path) => {
  expect(await elmaMegafon({ endpoint }, vats).test()).toEqual({ success: true });
  expect(vats.seen.map(({ url }) => url)).toEqual([path]);
});

test('27: the setting of the API comes before the path of the address', async () => {
  expect(await elmaMegafon({ api: 'new' }, vats).test()).toEqual({ success: true });
  expect(vats.seen[0]?.url).toMatch(/^\/crmapi\/v1\/users/);
});

test.each([
  [{ endpoint: 'http://vats123456.megapbx.ru' }, /Нужен https/],
  [{ endpoint: 'vats 123' }, /записан неверно/],
  [{ endpoint: '' }, /endpoint/],
  [{ apiKey: '' }, /apiKey/],
  [{ crmToken: '' }, /crmToken/],
  [{ endpoint: 'https://elsewhere.test' }, /Нет связи/],
])('27: a wrong setting is reported before anything is sent: %j', async (settings, words) => {
  const elma = elmaMegafon(settings, vats);
  await expectFailure(elma, words);
  expect(vats.seen).toEqual([]);
});

test('members are listed also when the platform’s storage fails', async () => {
  const elma = elmaMegafon({}, vats);
  elma.storageFails = true;
  expect(await elma.members()).toHaveLength(3);
});

test('a login of the new API is looked up when it is not known yet', async () => {
  const elma = elmaMegafon(NEW, vats);
  await elma.call('704', '79101234567');
  expect(vats.state.orders).toMatchObject([{ api: 'new', user: 'vera' }]);
  await elma.call('704', '79101234568');
  expect(vats.seen.filter(({ url }) => url.includes('/users'))).toHaveLength(1);
});

test('the webhook’s address is kept', async () => {
  const elma = elmaMegafon();
  await elma.webhookIs('https://company.elma365.ru/api/hook/1');
  expect(elma.stored.get('webhookUrl')).toBe('https://company.elma365.ru/api/hook/1');
});
