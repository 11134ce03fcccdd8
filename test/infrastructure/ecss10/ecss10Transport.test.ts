import ru from '../../../src/blank/i18n/ru.json';
import type { Settings } from '../../../src/domain/settings/Settings';
import type { Failure } from '../../../src/domain/Failure';
import { failureText } from '../../../src/infrastructure/amocrm/failureText';
import { amoTexts } from '../../../src/infrastructure/amocrm/Texts';
import { ecss10Origin } from '../../../src/infrastructure/ecss10/ecss10Origin';
import { ecss10Transport } from '../../../src/infrastructure/ecss10/ecss10Transport';
import { RpcClient } from '../../../src/infrastructure/rpc/RpcClient';
import type { AmoWidget } from '../../../src/system/plugin/AmoWidget';
import { Scope } from '../../../src/system/Scope';
import { FakeEcss10 } from '../../support/ecss10/FakeEcss10';
import { ORIGIN, PlayedBrowser } from '../../server/inBrowser/support/PlayedBrowser';
import { eventually } from '../../server/support/eventually';

let ecss: FakeEcss10;
let scope: Scope;

beforeEach(async () => {
  ecss = await FakeEcss10.start('widget');
  ecss.allowedOrigin = ORIGIN;
  scope = new Scope();
});

afterEach(async () => {
  scope.close();
  await ecss.close();
});

function clientOf(user: object | undefined, secretKey = ecss.key, isTrusted = true): RpcClient {
  const host = { constant: (name: string) => (name === 'user' ? user : undefined) };
  // The transport uses no more of `window` than this.
  const window = {
    ...new PlayedBrowser(ecss, isTrusted).window,
    performance,
    document: new EventTarget(),
    navigator: { permissions: { query: () => Promise.resolve({ state: 'denied' }) } },
    APP: host,
  } as never;
  const plugin = { system: () => ({ amouser: 'anna@example.com', amouser_id: 7 }) } as AmoWidget;
  const settings: Settings = {
    connection: 'ecss10',
    serverAddress: `localhost:${ecss.port}`,
    clientId: 'tester',
    domain: 'biysk.local',
    secretKey,
    showPanel: true,
    enableNotification: true,
  };
  const headers = { amouser_email: 'anna@example.com', amouser_id: 7, widget_version: '1.0.0' };
  return new RpcClient(ecss10Transport(plugin, settings, window, scope), headers, scope);
}

/** The text that the agent sees. */
async function reported(rpc: RpcClient): Promise<string> {
  const failure = await rpc.call('ping', {}).then(
    () => null,
    (error: unknown) => error as Failure,
  );
  const texts = amoTexts({ i18n: (path) => (ru as Record<string, unknown>)[path] });
  return `${failure?.reason ?? ''}: ${failureText(texts, failure)}`;
}

test('the widget logs in for the number in the user’s profile and logs out when its scope closes', async () => {
  const rpc = clientOf({ personal_mobile: '24-01-01', name: 'Анна' });
  expect(await rpc.call('ping', {})).toMatchObject({ agent: { extension: '240101', name: 'Анна' } });
  expect(ecss.connections).toBe(1);
  scope.close();
  expect(await eventually('logged out', () => ecss.connections === 0)).toBe(true);
});

test('a number that the host gives as a JSON number is accepted', async () => {
  expect(await clientOf({ personal_mobile: 240_102 }).call('ping', {})).toMatchObject({
    agent: { extension: '240102' },
  });
});

test('each fault has a text', async () => {
  const user = { personal_mobile: '240101' };
  expect(await reported(clientOf(user, 'wrong-key-of-the-test'))).toBe(
    'refused: ECSS-10 не принимает идентификатор клиента или ключ API',
  );
  expect(await reported(clientOf(undefined))).toBe(
    'refused: укажите номер абонента ECSS-10 в своём профиле amoCRM',
  );
  expect(await reported(clientOf(user, ecss.key, false))).toBe(
    'refused: браузеру запрещён доступ к локальной сети',
  );
  ecss.permitted.clear();
  expect(await reported(clientOf(user))).toBe(
    'refused: ECSS-10 не разрешает вашему номеру работать из amoCRM',
  );
});

test.each([
  ['ecss.example.com', 'https://ecss.example.com:8089'],
  [' https://ecss.example.com:8088/test ', 'https://ecss.example.com:8088'],
  ['192.168.0.5:443', 'https://192.168.0.5:443'],
  ['[fd00::1]', 'https://[fd00::1]:8089'],
])('the address "%s" gives the origin %s', (typed, origin) => {
  expect(ecss10Origin(typed)).toBe(origin);
});
