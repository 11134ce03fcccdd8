import { FakeTimer } from '../../support/FakeTimer';
import { FakeAmo, type Failure } from '../support/amo/FakeAmo';
import { ask, buildCrm, KNOWN, record, UNKNOWN } from '../support/amo/startCrm';

/** What stands between us and amoCRM says so. */
const foreign: readonly [string, Failure][] = [
  ['404 without a body', { status: 404, body: null }],
  ['405 without a body', { status: 405, body: null }],
  ['400 without a body', { status: 400, body: null }],
  ['404 of a gateway', { status: 404, body: { message: 'no Route matched' } }],
  ['400 of a gateway', { status: 400, body: { error: 'Bad Request', status: 400, path: '/api/v4/calls' } }],
  ['401 of a gateway', { status: 401, body: { message: 'No API key found in request' } }],
  ['403 as a page', { status: 403, body: '<html><h1>Access denied</h1></html>' }],
  ['413 as a page', { status: 413, body: '<html></html>' }],
  ['a page with 200', { status: 200, body: '<!DOCTYPE html><html></html>' }],
  ['200 without a body', { status: 200, body: null }],
  ['a good answer of something else', { status: 200, body: { message: 'welcome' } }],
  ['200 with a list', { status: 200, body: [] }],
  ['400 with a list', { status: 400, body: [] }],
];

test.each(foreign)('%s is an outage: the call waits, and goes when it is over', async (_what, failure) => {
  const { crm, amo, timer, pass } = buildCrm();
  amo.account.contact('Иван', KNOWN);
  amo.fail(/v4/, failure, Number.POSITIVE_INFINITY);
  await crm.start();
  crm.finished(record(timer, { number: UNKNOWN }));
  crm.finished(record(timer));
  await pass(600_000);
  expect([crm.figures.parked(), crm.figures.outbox(), crm.figures.isWell()]).toEqual([0, 2, false]);
  amo.mend();
  await pass(1_800_000);
  const { calls, unsorted } = amo.account;
  expect([calls.length, unsorted.length, crm.figures.parked()]).toEqual([1, 1, 0]);
  await crm.close();
});

test('what amoCRM itself refuses is parked', async () => {
  const { crm, amo, timer, pass } = buildCrm();
  amo.fail(/POST .*calls/, { status: 400 }, 3);
  crm.finished(record(timer));
  await crm.start();
  await pass(600_000);
  expect([crm.figures.parked(), crm.figures.outbox()]).toEqual([1, 0]);
  await crm.close();
});

describe('the list of users', () => {
  test.each<[string, Failure]>([
    ...foreign,
    ['{}', { status: 200, body: {} }],
    ['400', { status: 400 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['500', { status: 500 }],
    ['no answer', 'silence'],
    ['odd users', { status: 200, body: { _embedded: { users: [null, { id: 'x' }, 5] } } }],
    ['a text for users', { status: 200, body: { _embedded: { users: 'none' } } }],
  ])('that answers %s: the call is logged with the agent’s name', async (_what, failure) => {
    const { crm, amo, timer, pass } = buildCrm();
    amo.account.contact('Иван', KNOWN);
    amo.fail(/users/, failure, Number.POSITIVE_INFINITY);
    await crm.start();
    crm.finished(record(timer, { extension: '102' }));
    await pass(600_000);
    expect(amo.account.calls).toMatchObject([{ call_responsible: 'Борис Орлов' }]);
    expect(amo.account.calls[0]).not.toHaveProperty('responsible_user_id');
    expect(crm.figures.parked()).toBe(0);
    await crm.close();
  });

  test('that is away for a moment costs no call its user', async () => {
    const { crm, amo, timer, pass } = buildCrm();
    amo.account.contact('Иван', KNOWN);
    amo.fail(/users/, { status: 502 }, 2);
    await crm.start();
    crm.finished(record(timer, { extension: '102' }));
    await pass(600_000);
    expect(amo.account.calls).toMatchObject([{ call_responsible: 2, responsible_user_id: 2 }]);
    await crm.close();
  });

  test('of many pages is read to its end, whatever stands on them', async () => {
    const timer = new FakeTimer();
    const amo = new FakeAmo(timer);
    const many = Array.from({ length: 250 }, (_, index) => ({ id: 500 + index, name: 'x', email: 'x' }));
    amo.account.users.unshift(...many);
    amo.account.users[7] = { id: 0, name: 'odd', email: 'odd' };
    amo.account.contact('Иван', KNOWN);
    const { crm, pass } = buildCrm({}, { timer, amo });
    await crm.start();
    crm.finished(record(timer, { extension: '102' }));
    await pass(60_000);
    expect(amo.account.calls).toMatchObject([{ call_responsible: 2 }]);
    await crm.close();
  });
});

describe('the office of tokens', () => {
  const oauth = { clientId: 'client', redirectUri: 'https://example.com', tokenFile: 'unused' };

  test.each<[string, Failure]>([...foreign, ['404 of amoCRM', { status: 404 }]])(
    'that answers %s does not ask for a new authorization',
    async (_what, failure) => {
      const kept = { refreshToken: 'refresh-0' };
      const tokenStore = { read: () => Promise.resolve(kept), write: () => Promise.resolve() };
      const { crm, amo, log, pass } = buildCrm({ oauth, clientSecret: 'client-secret' }, { tokenStore });
      amo.account.contact('Иван', KNOWN);
      amo.grants.refreshTokens.add('refresh-0');
      amo.fail(/oauth/, failure);
      const asked = ask(crm);
      await pass(3_000);
      expect(await asked).toBe('down');
      const checked = crm.checks[0]!.run(new AbortController().signal);
      await pass(3_000);
      expect((await checked)[0]).toMatchObject({ level: 'ok' });
      expect(log.join('')).not.toContain('authorize');
      await crm.close();
    },
  );

  test('that refuses the grant itself does', async () => {
    const tokenStore = {
      read: () => Promise.resolve({ refreshToken: 'used' }),
      write: () => Promise.resolve(),
    };
    const { crm, pass } = buildCrm({ oauth, clientSecret: 'client-secret' }, { tokenStore });
    const asked = ask(crm);
    await pass(3_000);
    expect(await asked).toBe('unauthorized');
    await crm.close();
  });
});
