import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenFile } from '../../../server/crm/client/TokenFile';
import type { StoredTokens, TokenStore } from '../../../server/crm/client/TokenStore';
import { FakeTimer } from '../../support/FakeTimer';
import { FakeAmo } from '../support/amo/FakeAmo';
import { ask, buildCrm, KNOWN } from '../support/amo/startCrm';

/** Tokens as they are stored, with a crash where it is wanted. */
class TestTokens implements TokenStore {
  constructor(
    public kept: StoredTokens | null,
    public fault: 'none' | 'crash' | 'full' = 'none',
  ) {}

  read(): Promise<StoredTokens | null> {
    return Promise.resolve(this.kept);
  }

  write(tokens: StoredTokens): Promise<void> {
    if (this.fault === 'crash') return new Promise(() => undefined);
    if (this.fault === 'full') return Promise.reject(new Error(`no space for ${JSON.stringify(tokens)}`));
    this.kept = tokens;
    return Promise.resolve();
  }
}

describe('OAuth', () => {
  const oauth = { clientId: 'client', redirectUri: 'https://example.com', tokenFile: 'unused' };
  const settings = { oauth, clientSecret: 'client-secret' };
  const begin = (tokens: TestTokens, timer = new FakeTimer(), amo = new FakeAmo(timer)) => {
    amo.grants.accessTokens.clear();
    amo.grants.codes.add('code');
    if (amo.account.contacts.length === 0) amo.account.contact('Иван Петров', KNOWN);
    return buildCrm(settings, { tokenStore: tokens, timer, amo });
  };

  test('begins with a code, uses each refresh token once, and stores the pair before it is used', async () => {
    const tokens = new TestTokens({ authorizationCode: 'code' });
    const { crm, amo, timer, pass: go } = begin(tokens);
    const all = [ask(crm), ask(crm, '+74951112233'), ask(crm, '+74951112234')];
    await go(3_000);
    expect([await Promise.all(all), amo.grants.given]).toEqual([['101', null, null], 1]);
    expect(tokens.kept).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    await timer.pass(90_000_000);
    const later = ask(crm);
    await go(3_000);
    expect([await later, amo.grants.given]).toEqual(['101', 2]);
    await crm.close();
  });

  test('a token that is refused before its time is renewed, and one that another backend has renewed is taken', async () => {
    const tokens = new TestTokens({ refreshToken: 'refresh-0' });
    const { crm, amo, pass: go } = begin(tokens);
    amo.grants.refreshTokens.add('refresh-0');
    const first = ask(crm);
    await go(1_000);
    amo.grants.accessTokens.clear();
    const renewed = ask(crm, '+74951112233');
    await go(1_000);
    expect([await first, await renewed, amo.grants.given]).toEqual(['101', null, 2]);
    amo.grants.accessTokens.clear();
    amo.grants.accessTokens.add('from-another');
    tokens.kept = { accessToken: 'from-another', refreshToken: 'r', expiresAt: Number.MAX_SAFE_INTEGER };
    const taken = ask(crm, '+74951112234');
    await go(1_000);
    expect([await taken, amo.grants.given]).toEqual([null, 2]);
    await crm.close();
  });

  test('a crash before the new pair is stored asks for a new authorization, one after it does not', async () => {
    const tokens = new TestTokens({ refreshToken: 'refresh-0' }, 'crash');
    const dead = begin(tokens);
    dead.amo.grants.refreshTokens.add('refresh-0');
    void ask(dead.crm).catch(() => undefined);
    await dead.pass(1_000);
    expect(dead.amo.grants.given).toBe(1);
    tokens.fault = 'none';
    const next = begin(tokens, dead.timer, dead.amo);
    const refused = ask(next.crm);
    await next.pass(1_000);
    expect(await refused).toBe('unauthorized');
    tokens.kept = { authorizationCode: 'code' };
    const good = ask(next.crm);
    await next.pass(1_000);
    expect(await good).toBe('101');
    const after = begin(tokens, dead.timer, dead.amo);
    dead.amo.grants.accessTokens.add('access-2');
    const goesOn = ask(after.crm);
    await after.pass(1_000);
    expect([await goesOn, dead.amo.grants.given]).toEqual(['101', 2]);
    await Promise.all([next.crm.close(), after.crm.close()]);
  });

  test('a store that is full costs one request, and no token gets into the log', async () => {
    const { crm, amo, log, pass: go } = begin(new TestTokens({ refreshToken: 'refresh-0' }, 'full'));
    amo.grants.refreshTokens.add('refresh-0');
    const first = ask(crm);
    await go(1_000);
    const second = ask(crm);
    await go(1_000);
    expect([await first, await second]).toEqual(['down', '101']);
    expect(log.join('')).not.toMatch(/refresh-|access-|client-secret/);
    await crm.close();
  });

  test('without tokens, and while amoCRM is down, there is no access token', async () => {
    const none = begin(new TestTokens(null));
    const unauthorized = ask(none.crm);
    await none.pass(1_000);
    const down = begin(new TestTokens({ refreshToken: 'refresh-0' }));
    down.amo.fail(/oauth/, { status: 503 });
    const later = ask(down.crm);
    await down.pass(1_000);
    expect([await unauthorized, await later]).toEqual(['unauthorized', 'down']);
    const [finding] = await none.crm.checks[0]!.run(new AbortController().signal);
    expect(finding?.text.en).toMatch(
      /^There are no tokens of OAuth: the file of amocrm\.oauth\.tokenFile is missing/,
    );
    await Promise.all([none.crm.close(), down.crm.close()]);
  });
});

test('the token file is whole, for our user alone, and bad ones count as none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tokens-'));
  const path = join(folder, 'amo.json');
  const file = new TokenFile(path);
  expect(await file.read()).toBeNull();
  await writeFile(path, '{"refreshToken":"a"}');
  expect(await file.read()).toEqual({ refreshToken: 'a' });
  const pair = { accessToken: 'x', refreshToken: 'y', expiresAt: 5 };
  await file.write(pair);
  expect([await file.read(), (await stat(path)).mode & 0o777]).toEqual([pair, 0o600]);
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, 10));
  expect(await file.read()).toBeNull();
  await rm(folder, { recursive: true });
});
