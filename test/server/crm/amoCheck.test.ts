import * as v from 'valibot';
import { amoSettingsSchema } from '../../../server/crm/amoSettings';
import type { Failure } from '../support/amo/FakeAmo';
import { buildCrm } from '../support/amo/startCrm';
import { inEnglish } from '../support/inEnglish';

async function findings(...failures: [RegExp, Failure][]): Promise<string[]> {
  const { crm, amo, pass } = buildCrm();
  for (const [on, failure] of failures) amo.fail(on, failure, 9);
  const [check] = crm.checks;
  const running = check!.run(new AbortController().signal);
  await pass(30_000);
  const found = await running;
  await crm.close();
  expect(JSON.stringify(found)).not.toContain('long-lived-token');
  return found.map(({ level, text }) => `${level}: ${text.en}`);
}

test('all is well but for an agent whom amoCRM does not know', async () => {
  expect(await findings()).toEqual([
    'ok: The account "Ромашка" accepts the token.',
    expect.stringMatching(/^warning: vera@example.com: .*set amouserId/),
  ]);
});

test('an agent with an id that amoCRM does not have is a fault', async () => {
  const { crm, amo, pass } = buildCrm();
  amo.account.users.splice(0, 1);
  const running = crm.checks[0]!.run(new AbortController().signal);
  await pass(2_000);
  expect(inEnglish(await running)).toContainEqual({
    level: 'fault',
    text: 'anna@example.com: amoCRM has no user 1; correct amouserId.',
  });
  await crm.close();
});

describe('with identity required', () => {
  async function required(accountId: number, failure?: Failure): Promise<readonly string[]> {
    const { crm, amo, pass } = buildCrm({}, { provenAccountId: accountId });
    if (failure !== undefined) amo.fail(/users/, failure, 9);
    const running = crm.checks[0]!.run(new AbortController().signal);
    await pass(30_000);
    await crm.close();
    return inEnglish(await running).map(({ level, text }) => `${level}: ${text}`);
  }

  test('an agent whom amoCRM does not know can not sign in, which is a fault', async () => {
    const found = await required(1);
    expect(found).toContainEqual(
      expect.stringMatching(/^fault: vera@example\.com: .*can not sign in.*amouserId/),
    );
    expect(found).toContainEqual(
      expect.stringMatching(/^ok: .*set amouserId: boris@example\.com \(amouserId 2\)\.$/),
    );
    const said = found.join('\n');
    expect(said.split('vera@')).toHaveLength(2);
    expect(said).not.toContain('identity.accountId');
  });

  test('a token that may not list users locks out the agents without amouserId, which is a fault', async () => {
    expect(await required(1, { status: 403 })).toEqual([
      expect.stringMatching(/^ok: /),
      expect.stringContaining('fault: The token may not list users'),
      expect.stringMatching(/^fault: .*can not sign in until .*: boris@example\.com, vera@example\.com\.$/),
    ]);
  });

  test('an accountId that is not the number of the account is a fault that names the right one', async () => {
    expect(await required(30_211_548)).toContainEqual(
      expect.stringMatching(/^fault: .*accountId is 30211548.*Set accountId: 1\.$/),
    );
  });
});

test.each<[RegExp, Failure, string]>([
  [/account/, { status: 401 }, 'fault: the token is refused'],
  [/account/, { status: 403 }, 'fault: the token may not'],
  [/account/, { status: 404 }, 'fault: there is no such account'],
  [/account/, { status: 429 }, 'fault: there were too many requests'],
  [/account/, 'down', 'fault: amoCRM can not be reached'],
  [/account/, 'silence', 'fault: amoCRM can not be reached'],
  [/users/, { status: 500 }, 'fault: amoCRM can not be reached'],
])('when %s answers %j it says: %s', async (on, failure, text) => {
  expect((await findings([on, failure]))[0]).toContain(text);
});

test('a refused token is explained in Russian without English words', async () => {
  const { crm, amo, pass } = buildCrm();
  amo.fail(/account/, { status: 401 }, 9);
  const running = crm.checks[0]!.run(new AbortController().signal);
  await pass(30_000);
  const [finding] = await running;
  await crm.close();
  expect(finding?.text.ru.replaceAll('amoCRM', '')).toMatch(/^[^a-z]*$/i);
});

test('a token that may not list users is a warning', async () => {
  expect(await findings([/users/, { status: 403 }])).toEqual([
    'ok: The account "Ромашка" accepts the token.',
    expect.stringContaining('warning: The token may not list users'),
  ]);
});

describe('the settings', () => {
  const address = 'https://romashka.amocrm.ru/';
  const oauth = { clientId: 'a', redirectUri: 'b', tokenFile: 'c' };

  test('have defaults for all but the address and the token', () => {
    expect(v.parse(amoSettingsSchema, { address, token: 'long-lived-token' })).toEqual({
      address: 'https://romashka.amocrm.ru',
      token: 'long-lived-token',
      requestsPerSecond: 6,
      keepMinutes: 10,
      index: false,
      calls: { outbox: 'outbox', source: 'AsteriskNG', unknown: 'unsorted', newName: 'Звонок {number}' },
    });
  });

  test.each<[object, string]>([
    [{ address }, 'a token is needed'],
    [{ address, token: 'long-lived-token', oauth, clientSecret: 's' }, 'there are both a token and oauth'],
    [{ address, oauth }, 'oauth needs the client secret'],
    [{ address: 'romashka.amocrm.ru', token: 'long-lived-token' }, 'the address of the account'],
    [
      { address, token: 'long-lived-token', calls: { missedTask: { text: 'Перезвонить' } } },
      '{number} must be in it',
    ],
    [{ address, token: 'long-lived-token', requestsPerSecond: 8 }, ''],
  ])('%j are refused: %s', (settings, message) => {
    const parsed = v.safeParse(amoSettingsSchema, settings);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.issues)).toContain(message);
  });
});

test('users of amoCRM who have no extension are named, with what lets them call', async () => {
  const { crm, amo, pass } = buildCrm();
  const [first] = amo.account.users;
  amo.account.users.push({ ...first!, id: 77, name: 'Eva', email: 'eva@example.com' });
  const running = crm.checks[0]!.run(new AbortController().signal);
  await pass(2_000);
  const texts = (await running).filter(({ level }) => level === 'ok').map(({ text }) => text.en);
  expect(texts).toContainEqual(expect.stringContaining('eva@example.com (amouserId 77)'));
  expect(texts).toContainEqual(expect.stringContaining('add email, amouserId, extension and name to agents'));
  await crm.close();
});
