import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { nestedForm } from '../../../server/crm/webhook/nestedForm';
import { webhookChanges } from '../../../server/crm/webhook/webhookChanges';
import { KeyLimiter } from '../../../server/access/KeyLimiter';
import { buildCrm, KNOWN, UNKNOWN, type TestCrm } from '../support/amo/startCrm';

const KEY = 'webhook-key-of-the-test';
const changesOf = (form: Record<string, string | string[]>) => webhookChanges(nestedForm(form));

test('a form as amoCRM sends it names the cards and their numbers', () => {
  const { sources, numbers } = changesOf({
    'account[subdomain]': 'romashka',
    'contacts[update][0][id]': '7',
    'contacts[update][0][name]': 'Иван',
    'contacts[update][0][type]': 'contact',
    'contacts[update][0][custom_fields][0][code]': 'POSITION',
    'contacts[update][0][custom_fields][0][values][0][value]': 'Директор',
    'contacts[update][0][custom_fields][1][code]': 'PHONE',
    'contacts[update][0][custom_fields][1][values][0][value]': '+7 910 123-45-67',
    'contacts[update][0][custom_fields][1][values][1]': '89990000001',
    'contacts[add][1][id]': '8',
    'contacts[add][1][type]': 'company',
    'contacts[delete][0][id]': '9',
    'leads[status][0][id]': ['5', '10'],
  });
  expect([...sources].sort()).toEqual(['companies:8', 'contacts:7', 'contacts:9', 'leads:10']);
  expect(numbers).toEqual(['+7 910 123-45-67', '89990000001']);
});

test.each<Record<string, string>>([
  {},
  { contacts: 'x' },
  { 'contacts[update]': 'x' },
  { 'contacts[update][0]': 'x' },
  { 'contacts[update][0][id]': 'x' },
  { 'contacts[update][0][id][deeper]': '7' },
  { 'contacts[update][0][id': '7' },
  { [`contacts${'[0]'.repeat(5_000)}`]: '7' },
  { '__proto__[polluted]': '1', 'constructor[prototype][polluted]': '1' },
  { 'contacts[__proto__][0][id]': 'x', 'contacts[update][__proto__][polluted]': '1' },
])('an invalid form changes nothing: %j', (form) => {
  expect(changesOf(form)).toEqual({ sources: new Set(), numbers: [], cards: [] });
  expect('polluted' in {}).toBe(false);
});

test('one odd part does not hide the others', () => {
  const { sources } = changesOf({
    leads: 'x',
    'contacts[update][0][id]': 'x',
    'contacts[update][1][id]': '7',
    'contacts[update][1][custom_fields]': 'x',
    'contacts[update][1][id][x]': 'a name that is a value already',
  });
  expect([...sources]).toEqual(['contacts:7']);
});

test('no form makes it fail', () => {
  const part = fc.constantFrom(
    'contacts',
    'update',
    '[',
    ']',
    '0',
    'id',
    '__proto__',
    'custom_fields',
    '[]',
    'values',
  );
  const name = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    fc
      .array(part, { minLength: 1, maxLength: 8 })
      .map(([first = '', ...rest]) => [first, ...rest.map((one) => `[${one}]`)].join('')),
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.oneof(fc.string(), fc.array(fc.string()))), (form) => {
      const { sources } = changesOf(form);
      for (const source of sources) expect(source).toMatch(/^(contacts|companies|leads):\d+$/);
    }),
    { numRuns: 2_000 },
  );
});

describe('the route', () => {
  let http: FastifyInstance;
  let test_: TestCrm;

  beforeEach(async () => {
    test_ = buildCrm({ webhookKey: KEY });
    http = fastify();
    await http.register(formbody, { bodyLimit: 65_536 });
    test_.crm.openRoutes(http, new KeyLimiter(5, () => 0));
  });

  afterEach(async () => {
    await test_.crm.close();
    await http.close();
  });

  const post = async (body: string, key = KEY, type = 'application/x-www-form-urlencoded') => {
    const url = `/asterisk_ng/amocrm/webhook?key=${key}`;
    const answer = await http.inject({ method: 'POST', url, headers: { 'content-type': type }, body });
    return answer.statusCode;
  };
  const named = async (number: string): Promise<string | null> => {
    const none = new AbortController().signal;
    const asked = test_.crm.responsibleExtension(number, none);
    await test_.pass(1_000);
    await asked;
    return test_.crm.known(number)?.name ?? null;
  };

  test('drops cached callers of changed cards and of numbers that were added to a card', async () => {
    const { account } = test_.amo;
    const ivan = account.contact('Иван', KNOWN);
    expect([await named(KNOWN), await named(UNKNOWN)]).toEqual(['Иван', null]);
    ivan.name = 'Иван Петров';
    account.contact('Мария', UNKNOWN);
    expect([await named(KNOWN), await named(UNKNOWN)]).toEqual(['Иван', null]);
    const form = new URLSearchParams({
      'contacts[update][0][id]': String(ivan.id),
      'contacts[add][0][id]': '999',
      'contacts[add][0][custom_fields][0][code]': 'PHONE',
      'contacts[add][0][custom_fields][0][values][0][value]': UNKNOWN,
    });
    expect(await post(form.toString())).toBe(200);
    expect([await named(KNOWN), await named(UNKNOWN)]).toEqual(['Иван Петров', 'Мария']);
  });

  test('what was being asked while a card changed is not kept', async () => {
    const ivan = test_.amo.account.contact('Иван', KNOWN);
    test_.amo.fail(/users/, 'silence');
    const asked = test_.crm.responsibleExtension(KNOWN, new AbortController().signal);
    await test_.pass(1_000);
    ivan.name = 'Иван Петров';
    await post(`contacts[update][0][id]=${ivan.id}`);
    await test_.pass(15_000);
    await asked.catch(() => undefined);
    expect(test_.crm.known(KNOWN)).toBeNull();
  });

  test('refuses wrong keys, other content and endless bodies, and logs none of their content', async () => {
    expect(await post('contacts[update][0][id]=7', 'wrong')).toBe(401);
    expect(await post('contacts[update][0][id]=7', '')).toBe(401);
    expect(await post('{"contacts":1}', KEY, 'application/json')).toBe(400);
    expect(await post(`contacts[update][0][name]=${'x'.repeat(200_000)}`)).toBe(200);
    expect(await post(`contacts[update][0][name]=${'x'.repeat(1_100_000)}`)).toBe(400);
    expect(test_.log).toEqual([]);
  });

  test('is shut to an address that tries many keys, and not to amoCRM, who is known there', async () => {
    expect(await post('', KEY)).toBe(200);
    for (let tries = 0; tries < 9; tries += 1) expect(await post('', 'wrong')).toBe(401);
    expect(await post('', KEY)).toBe(200);
    const stranger = async (key: string) => {
      const url = `/asterisk_ng/amocrm/webhook?key=${key}`;
      return (await http.inject({ method: 'POST', url, remoteAddress: '192.0.2.7' })).statusCode;
    };
    for (let tries = 0; tries < 5; tries += 1) expect(await stranger('wrong')).toBe(401);
    expect(await stranger('wrong')).toBe(429);
  });

  test('is not there without a key', async () => {
    const other = buildCrm();
    const closed = fastify();
    other.crm.openRoutes(closed, new KeyLimiter(5, () => 0));
    const answer = await closed.inject({ method: 'POST', url: '/asterisk_ng/amocrm/webhook?key=undefined' });
    expect(answer.statusCode).toBe(404);
    await Promise.all([other.crm.close(), closed.close()]);
  });
});
