import ru from '../../../src/blank/i18n/ru.json';
import type { ConnectionState } from '../../../src/domain/settings/ConnectionCheck';
import type { Settings } from '../../../src/domain/settings/Settings';
import { amoTexts } from '../../../src/infrastructure/amocrm/Texts';
import { connectionView } from '../../../src/infrastructure/ui/settings/connectionView';

const settings: Settings = {
  connection: 'ecss10',
  serverAddress: 'ecss.example.com',
  secretKey: 'k'.repeat(64),
  clientId: 'tester',
  domain: 'biysk.local',
  showPanel: true,
  enableNotification: true,
};
const texts = amoTexts({ i18n: (path) => (ru as Record<string, unknown>)[path] });

function view(state: ConnectionState, changes: Partial<Settings> = {}) {
  return connectionView(state, { ...settings, ...changes }, texts, 'https://account.amocrm.ru');
}

test.each<[string, ConnectionState, RegExp]>([
  ['no settings', { kind: 'notConfigured' }, /^Укажите адрес, домен, идентификатор клиента и ключ API$/],
  [
    'no number',
    { kind: 'unknownError', detail: 'ecss10.noNumber' },
    /^Укажите номер абонента ECSS-10 в профиле/,
  ],
  ['a wrong key', { kind: 'unknownError', detail: 'ecss10.wrongKey' }, /^Неверный .*integrations\/list$/],
  [
    'no permission',
    { kind: 'unknownError', detail: 'ecss10.notPermitted' },
    /alias\/set .* api\\call\\enabled true$/,
  ],
  ['the local network', { kind: 'unknownError', detail: 'ecss10.localNetwork' }, /^Браузеру запрещён доступ/],
  ['something else', { kind: 'noAnswer', detail: 'ecss10.badAnswer' }, /не Call API.*8089/],
])('%s is explained with its remedy', (_what, state, text) => {
  expect(view(state)).toMatchObject({ text: expect.stringMatching(text) as string, causes: [], link: null });
});

test('a softswitch that can’t be reached is shown with all causes and a link to its page', () => {
  expect(view({ kind: 'noAnswer', detail: 'ecss10.notReached' })).toMatchObject({
    tone: 'lost',
    causes: [
      expect.stringContaining('сертификату') as string,
      expect.stringContaining('порт') as string,
      expect.stringContaining('локальную сеть') as string,
    ],
    link: { href: 'https://ecss.example.com:8089/', text: 'Открыть https://ecss.example.com:8089/' },
  });
});

test('a working connection has a reminder of CSTA, which can’t be queried', () => {
  const { tone, causes } = view({ kind: 'connected' });
  expect(tone).toBe('ready');
  expect(causes).toEqual([expect.stringContaining('/api/csta/set enabled true')]);
});

test('other failures and other kinds of connection keep their text', () => {
  expect(view({ kind: 'unknownError', detail: 'NotSupported' }).text).toContain('(NotSupported)');
  expect(view({ kind: 'checking' }).causes).toEqual([]);
  expect(view({ kind: 'connected' }, { connection: 'proxy' }).causes).toEqual([]);
});
