import { safeParse } from 'valibot';
import { megafonCheck } from '../../../../server/telephony/megafon/createMegafon';
import { OldApi } from '../../../../server/telephony/megafon/api/OldApi';
import { RestApi } from '../../../../server/telephony/megafon/api/RestApi';
import type { VatsApi } from '../../../../server/telephony/megafon/api/VatsApi';
import { VatsFault } from '../../../../server/telephony/megafon/api/VatsFault';
import { VatsWire } from '../../../../server/telephony/megafon/api/VatsWire';
import { megafonSettingsSchema } from '../../../../server/telephony/megafon/megafonSettings';
import { FakeTimer } from '../../../support/FakeTimer';
import { FakeVats, type Spoiled } from '../../../support/megafon/FakeVats';
import { TOKEN } from './startMegafon';
import { inEnglish } from '../../support/inEnglish';

let vats: FakeVats;
let timer: FakeTimer;

beforeEach(async () => {
  vats = await FakeVats.start();
  timer = new FakeTimer();
});

afterEach(async () => {
  await vats.close();
});

const settings = (more: object): object => ({
  address: vats.address,
  key: vats.state.key,
  crmToken: TOKEN,
  ...more,
});

function apiOf(kind: 'old' | 'rest', showNumber: string | null = null): VatsApi {
  const { key } = vats.state;
  const wire = new VatsWire(vats.address, key, timer);
  return kind === 'old' ? new OldApi(wire, key, showNumber) : new RestApi(wire, key, showNumber);
}

function reasonOf(error: unknown): unknown {
  return error instanceof VatsFault ? error.reason : error;
}

describe.each(['old', 'rest'] as const)('the API %s', (kind) => {
  const isJson = kind === 'rest';

  test('calls, with the number that is to be shown', async () => {
    expect(await apiOf(kind, '74950000001').makeCall('andy', '79101234567')).toBe('made-1');
    expect(vats.state.orders).toMatchObject([{ user: 'andy', phone: '79101234567', clid: '74950000001' }]);
  });

  test('lists users, with an extension or without', async () => {
    expect(await apiOf(kind).users()).toMatchObject([
      { login: 'andy', name: 'Андрей Белов', extension: '701' },
      { login: 'bob', name: 'Борис Чернов', extension: null },
      { login: 'vera', name: 'Вера Зимина', extension: '704' },
    ]);
  });

  test('lists more users than stand on a page', async () => {
    const many = Array.from({ length: 250 }, (_, at) => ({
      login: `u${at}`,
      name: `U ${at}`,
      ext: 1_000 + at,
    }));
    vats.state.users = many;
    expect((await apiOf(kind).users()).map(({ login }) => login)).toEqual(many.map(({ login }) => login));
  });

  test('lists which of the given agents do not want to be called', async () => {
    vats.state.dnd.add('vera').add('bob');
    expect([...(await apiOf(kind).doNotDisturb(['andy', 'vera']))]).toEqual(['vera']);
    expect([...(await apiOf(kind).doNotDisturb([]))]).toEqual([]);
  });

  test('never puts the key into an address', async () => {
    const api = apiOf(kind);
    await api.users();
    await api.history(0, 1);
    await api.makeCall('andy', '79101234567');
    expect(vats.seen.map(({ url }) => url).join(' ')).not.toContain(vats.state.key);
  });

  test.each<[string, Spoiled, string]>([
    [
      'the key is wrong',
      { status: 401, body: '{"error":"Invalid token"}' },
      'wrongKey: CALL: 401, Invalid token',
    ],
    [
      'it is refused',
      { status: 400, body: '{"error":"Invalid parameters"}' },
      'refused: CALL: 400, Invalid parameters',
    ],
    [
      'an error with 200',
      { status: 200, body: '{"message":"Empty token"}' },
      'refused: CALL: 200, Empty token',
    ],
    ['an unknown login', { status: 404, body: 'x' }, 'notFound: CALL: 404'],
    ['too many', { status: 429, body: '' }, 'limited: CALL: 429'],
    ['out of order', { status: 502, body: 'Bad gateway' }, 'unreachable: CALL: 502'],
    ['a wrong name', { status: 301, body: '', location: 'http://127.0.0.1:1/' }, 'wrongAddress: CALL: 301'],
    ['a page', { status: 200, body: '<!DOCTYPE html>' }, 'wrongAddress: CALL: a page in place of an answer'],
    [
      'a number in the reason',
      { status: 400, body: '{"error":"Invalid: 79101234567"}' },
      'refused: CALL: 400, Invalid: …',
    ],
    ['a reason that can not be read', { status: 400, body: '{"error":"\\x"}' }, 'refused: CALL: 400'],
  ])('%s', async (_what, spoiled, message) => {
    vats.spoiled = spoiled;
    const fault: unknown = await apiOf(kind)
      .makeCall('andy', '79101234567')
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(VatsFault);
    expect(fault).toHaveProperty('message', message.replace('CALL', isJson ? 'makecall' : 'makeCall'));
  });

  test.each([
    ['{"callid":"abc","clid":"7"}', 'abc'],
    ['{"uuid":"abc"}', 'abc'],
    ['{"CallID":77}', '77'],
    ['"abc"', 'abc'],
    ['abc', 'abc'],
    ['77', '77'],
    ['OK', null],
    ['{}', null],
    ['null', null],
    ['[]', null],
    ['{"callid":{"a":1}}', null],
    ['', null],
    ['two words', null],
  ])('the answer %s to a call is understood', async (body, id) => {
    vats.spoiled = { status: 200, body, type: 'text/plain' };
    expect(await apiOf(kind).makeCall('andy', '79101234567')).toBe(id);
  });

  test.each(['', '{}', 'OK', '7', '{"items":7}'])('an answer %s is no list of users', async (body) => {
    vats.spoiled = { status: 200, body, type: 'application/json' };
    await expect(apiOf(kind).users()).rejects.toMatchObject({ reason: 'badAnswer' });
  });

  test('users that make no sense are left out', async () => {
    const users = [
      7,
      null,
      {},
      { name: '', login: '' },
      { name: 'x', login: 'x', ext: 'none', realName: null },
    ];
    vats.spoiled = { status: 200, body: JSON.stringify(users), type: 'application/json' };
    expect(await apiOf(kind).users()).toMatchObject([{ login: 'x', extension: null }]);
  });

  test.each(['', '{}', '{"state":"on"}'])('an answer %s has the do-not-disturb of no user', async (body) => {
    vats.spoiled = { status: 200, body };
    const error = await apiOf('old').doNotDisturb(['andy']).catch(reasonOf);
    expect(error).toBe('badAnswer');
  });

  test('history that makes no sense is left out', async () => {
    const body = isJson
      ? '{"items":[{"uid":"a"},{"uid":"b b","start":"2026-04-05T12:00:00Z"},7]}'
      : 'a,in\r\n\r\n,,,';
    vats.spoiled = { status: 200, body, type: 'text/plain' };
    expect(await apiOf(kind).history(0, 1)).toEqual([]);
  });

  test('a VATS that never answers is given up after a while', async () => {
    vats.spoiled = 'silent';
    const fault = apiOf(kind).makeCall('andy', '79101234567').catch(reasonOf);
    await timer.pass(10_000);
    expect(await fault).toBe('unreachable');
  });

  test('requests under way end with the driver', async () => {
    vats.spoiled = 'silent';
    const api = apiOf(kind);
    const fault = api.users().catch(reasonOf);
    api.close();
    expect(await fault).toBe('unreachable');
    expect(timer.pending).toBe(0);
  });

  describe('server check', () => {
    const agents = ['701', '702', '705'].map((extension) => ({
      email: `${extension}@a.b`,
      extension,
      name: 'A',
    }));

    const run = (more: object = {}) => {
      const parsed = safeParse(megafonSettingsSchema, settings({ api: kind, ...more }));
      if (!parsed.success) throw new Error('wrong settings');
      return megafonCheck(parsed.output, agents, '/asterisk_ng/', timer)
        .run(new AbortController().signal)
        .then(inEnglish);
    };

    test('reports which agents the VATS does not know', async () => {
      const findings = await run({ users: { '705': 'unknown' } });
      expect(findings).toMatchObject([
        { level: 'ok', text: `The VATS at ${vats.address} accepts the key and has 3 users.` },
        {
          level: 'fault',
          text: expect.stringContaining('702: no user of the VATS has this extension') as string,
        },
        { level: 'fault', text: expect.stringContaining('705: the VATS has no login unknown') as string },
        { level: 'ok', text: expect.stringContaining('/asterisk_ng/megafon') as string },
      ]);
    });

    test('says what to do when the VATS does not answer well, and never the key', async () => {
      const [finding, ...more] = await run({ key: 'another-key' });
      expect([finding?.level, more]).toEqual(['fault', []]);
      expect(finding?.text).toContain('ASTERISKNG_MEGAFON_KEY');
      expect(finding?.text).not.toContain('another-key');
    });
  });
});

test.each([
  ['https://company.megapbx.ru', 'https://company.megapbx.ru'],
  ['https://company.megapbx.ru/', 'https://company.megapbx.ru'],
  [' https://company.megapbx.ru/sys/crm_api.wcgp ', 'https://company.megapbx.ru'],
  ['https://company.megapbx.ru/crmapi/v1/', 'https://company.megapbx.ru'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://company.megapbx.ru', null],
  ['ftp://company.megapbx.ru', null],
  ['company.megapbx.ru', null],
  ['https://company.megapbx.ru/admin', null],
  ['https://company.megapbx.ru/?a=b', null],
  ['https://u:p@company.megapbx.ru', null],
  ['', null],
])('the address %s', (address, origin) => {
  const parsed = safeParse(megafonSettingsSchema, settings({ address }));
  expect(parsed.success ? parsed.output.address : null).toBe(origin);
});

test.each(['key', 'crmToken'])('without its secret %s nothing is started', (name) => {
  expect(safeParse(megafonSettingsSchema, settings({ [name]: undefined })).success).toBe(false);
  expect(safeParse(megafonSettingsSchema, settings({ [name]: '' })).success).toBe(false);
});
