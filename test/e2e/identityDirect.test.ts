import { defaultSettings } from '../../sandbox/startSandbox';
import { tokenOf } from './support/provenUser';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

test("straight from the browser the token goes in amoCRM's header, which only the account's own page may send", async () => {
  // Without settings at first, so that not one request comes before they are looked at.
  tab = await SandboxPage.open({ identity: true, settings: null });
  const { sandbox, page } = tab;
  const settings = JSON.parse(defaultSettings(sandbox.backend)) as { server: object };
  const server = { ...settings.server, connection: 'direct' };
  sandbox.store.save({ active: true, fields: { jsonSettings: JSON.stringify({ ...settings, server }) } });
  const preflights: unknown[] = [];
  sandbox.backend.running.http.server.on('request', ({ method, headers }) => {
    if (method === 'OPTIONS') preflights.push(headers['access-control-request-headers']);
  });

  await page.goto(sandbox.url);
  await tab.status('Готов к звонку');
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  expect(sandbox.proxy.records).toEqual([]);
  // The exchange alone: all other requests are forms that need none.
  expect(preflights).toEqual(['x-auth-token']);

  // Another name of this machine is another origin, here with a token that is good.
  await page.goto(sandbox.url.replace('127.0.0.1', 'localhost'));
  await page.waitForSelector('body[data-ready]');
  const stolen = await page.evaluate(
    ([url = '', token = '']) =>
      fetch(url, { method: 'POST', headers: { 'X-Auth-Token': token }, body: new URLSearchParams() }).then(
        () => 'answered',
        String,
      ),
    [`${sandbox.backend.address}?secret_key=${sandbox.backend.secretKey}`, tokenOf(sandbox)],
  );
  expect(stolen).toContain('Failed to fetch');
});
