import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfiguration, type Configuration } from '../../server/config/Configuration';
import type { App } from '../../server/App';
import { createApp } from '../../server/createApp';
import { createLogger } from '../../server/http/createLogger';
import { systemClock } from '../../server/system/Clock';
import { SandboxPage } from '../e2e/support/SandboxPage';
import { FakeAmo } from '../server/support/amo/FakeAmo';
import { TOKEN } from '../server/support/amo/GrantOffice';
import { freeTcpPort } from './support/freePort';
import { Pbx } from './support/Pbx';
import { until } from './support/until';

/** The whole way once: a real Asterisk, our backend, a proxy like amoCRM's, the built zip in Chromium, an amoCRM that checks what it gets. */
const KEY = 'a-secret-key-of-the-test';
const CLIENT = '+79101234567';

let pbx: Pbx;
let amo: FakeAmo;
let app: App;
let configuration: Configuration;
let folder: string;
let address: string;
let anna: SandboxPage;
let boris: SandboxPage;

async function startBackend(): Promise<App> {
  const started = await createApp(configuration, { logger: createLogger('silent') });
  await started.start();
  await started.http.listen({ host: '127.0.0.1', port: configuration.port });
  return started;
}

beforeAll(async () => {
  pbx = await Pbx.start();
  amo = new FakeAmo(systemClock);
  amo.account.contact('Мария Лебедева', CLIENT);
  folder = mkdtempSync(join(tmpdir(), 'sale-'));
  const { secret, ...ami } = pbx.ami('asteriskng');
  const port = await freeTcpPort();
  address = `http://127.0.0.1:${port}/asterisk_ng`;
  configuration = parseConfiguration({
    port,
    path: '/asterisk_ng',
    secretKeys: [KEY],
    agents: [
      { email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Анна Смирнова' },
      { email: 'boris@example.com', amouserId: 2, extension: '102', name: 'Борис Орлов' },
    ],
    telephony: { driver: 'asterisk', ami, secret, context: 'internal', answer: 'notify' },
    amocrm: { address: await amo.listen(), token: TOKEN, calls: { outbox: join(folder, 'outbox') } },
    recordings: {
      folders: [join(pbx.places.run, 'spool/monitor')],
      address,
      linkKey: 'a-key-of-links-of-the-test',
      mp3: { folder: join(folder, 'mp3') },
    },
  });
  app = await startBackend();
  anna = await SandboxPage.open({ external: { address, secretKey: KEY } });
  boris = await SandboxPage.visit(anna.sandbox, '/?user=2');
  await anna.status('Готов к звонку');
  await boris.status('Готов к звонку');
});

afterEach(async () => {
  await pbx.putPhonesAway();
});

afterAll(async () => {
  await boris.page.context().close();
  await anna.close();
  await app.close();
  await amo.close();
  await pbx.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a client calls, is answered from the popup, handed over, hung up on; the call is in amoCRM and its recording plays', async () => {
  const [annasPhone, borisPhone, client] = [
    await pbx.phone('101', { onNotify: 'obey' }),
    await pbx.phone('102', { onNotify: 'obey' }),
    await pbx.client(),
  ];

  const out = await client.call('101', CLIENT);
  const annasCall = await annasPhone.incoming();
  await anna.popup('Мария Лебедева').getByRole('button', { name: 'Ответить' }).click();
  await anna.status('Идёт разговор');
  await Promise.all([out.untilHears('101'), annasCall.untilHears('client')]);

  await anna.input.fill('102');
  await anna.button('Перевести').click();
  const borisCall = await borisPhone.incoming();
  await anna.status('Готов к звонку');
  await boris.popup('Мария Лебедева').getByRole('button', { name: 'Ответить' }).click();
  await boris.status('Идёт разговор');
  await Promise.all([out.untilHears('102'), borisCall.untilHears('client')]);

  await boris.button('Завершить').click();
  await Promise.all([out.until('ended'), borisCall.until('ended')]);
  await boris.status('Готов к звонку');

  await until('the call is in amoCRM', () => Promise.resolve(amo.account.calls.length > 0));
  const [call] = amo.account.calls;
  expect(amo.account.calls).toHaveLength(1);
  expect(call).toMatchObject({ direction: 'inbound', phone: CLIENT, call_status: 4, call_responsible: 2 });
  expect(amo.violations).toEqual([]);

  const heard = await anna.page.evaluate(async (link) => {
    const audio = new Audio(link);
    await audio.play();
    await new Promise((resolve) => audio.addEventListener('ended', resolve));
    return audio.duration;
  }, call?.link ?? '');
  expect(heard).toBeGreaterThan(0.5);
  expect(await anna.faults()).toEqual([]);
});

test('a call that ends while no backend listens is in amoCRM all the same', async () => {
  const [annasPhone, client] = [await pbx.phone('101'), await pbx.client()];
  const known = amo.account.calls.length;
  const out = await client.call('101', CLIENT);
  const annasCall = await annasPhone.incoming();
  annasCall.answer();
  await anna.status('Идёт разговор');
  await Promise.all([out.untilHears('101'), annasCall.untilHears('client')]);

  await app.close();
  await out.hangup();
  await annasCall.until('ended');
  await pbx.untilQuiet();
  app = await startBackend();

  await until('the call is in amoCRM', () => Promise.resolve(amo.account.calls.length > known));
  expect(amo.account.calls.slice(known)).toMatchObject([
    { direction: 'inbound', phone: CLIENT, call_status: 4, call_responsible: 1 },
  ]);
  await anna.status('Готов к звонку');
});
