/** @jest-environment ./test/support/jsdomEnvironment.js */
import '../../support/domGaps';
import type { AmoCallbacks } from '../../../src/system/plugin/AmoWidget';
import { FakeAmocrm } from '../../support/FakeAmocrm';
import { connection, openSettings, part, settled, STORED, stored, type } from './support/settingsWindow';

let host: FakeAmocrm;
let callbacks: AmoCallbacks;

beforeEach(() => {
  jest.useFakeTimers();
  host = new FakeAmocrm();
  host.backend.answersItself = false;
  callbacks = host.load();
});

afterEach(() => {
  callbacks.destroy();
  jest.useRealTimers();
});

const shown = (name: string): string => part(name).textContent;
const isHidden = (name: string): boolean => part(name).hidden === true;

test('is the proxy for settings of the original widget; the fields follow the choice', async () => {
  await openSettings(callbacks, STORED);
  expect([part('kind').value, shown('addressLabel'), shown('keyLabel')]).toEqual([
    'proxy',
    'Адрес сервера',
    'Секретный ключ',
  ]);
  expect([isHidden('domainRow'), isHidden('clientRow')]).toEqual([true, true]);
  type('kind', 'direct');
  expect(shown('kindHint')).toContain(`${window.location.origin}, в настройку сервера http.cors.origins`);
  expect([isHidden('domainRow'), stored()]).toMatchObject([true, { server: { connection: 'direct' } }]);
  type('kind', 'ecss10');
  expect([shown('addressLabel'), shown('keyLabel')]).toEqual(['Адрес ECSS-10', 'Ключ API']);
  expect([isHidden('domainRow'), isHidden('clientRow')]).toEqual([false, false]);
  expect(connection()).toBe('Укажите адрес, домен, идентификатор клиента и ключ API');
  type('domain', ' biysk.local ');
  type('client', 'tester');
  expect(stored()).toMatchObject({
    server: { connection: 'ecss10', domain: 'biysk.local', clientId: 'tester', secretKey: 'top-secret' },
  });
  type('kind', 'proxy');
  expect([shown('addressLabel'), isHidden('domainRow')]).toEqual(['Адрес сервера', true]);
  expect(stored()).toMatchObject({ server: { connection: 'proxy', domain: 'biysk.local' } });
});

test('each field has a label and a hint', async () => {
  await openSettings(callbacks, STORED);
  for (const name of ['kind', 'address', 'domain', 'client', 'key']) {
    const field = part(name);
    expect(field.labels?.[0]?.textContent ?? '').toMatch(/\S/);
    const hint = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent ?? '').toMatch(/\S/);
  }
});

describe('directly from the browser', () => {
  const fetched: string[] = [];
  let answer: () => Promise<Response>;
  const direct = STORED.replace('{"serverAddress"', '{"connection":"direct","serverAddress"');

  beforeEach(() => {
    fetched.length = 0;
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    window.fetch = (url) => {
      fetched.push(typeof url === 'string' ? url : 'no text');
      return answer();
    };
  });

  afterEach(() => {
    delete (window as { fetch?: typeof fetch }).fetch;
    delete (navigator as { permissions?: Permissions }).permissions;
  });

  test('sends requests itself; a failure shows possible causes, and the check can be repeated', async () => {
    await openSettings(callbacks, direct);
    expect(fetched).toEqual(['https://domain.com?secret_key=top-secret']);
    await settled();
    expect(connection()).toMatch(/Браузер не может связаться с сервером/);
    const causes = [...part('connection').querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(causes).toHaveLength(4);
    expect(causes[3]).toContain(window.location.origin);
    const link = part('connection').querySelector('a');
    expect([link?.href, link?.target, link?.rel]).toEqual([
      'https://domain.com/',
      '_blank',
      'noopener noreferrer',
    ]);
    expect(document.body.innerHTML).not.toContain('top-secret');

    const text = JSON.stringify({ headers: { status_code: 401 } });
    answer = () => Promise.resolve({ ok: true, text: () => Promise.resolve(text) } as Response);
    const again = part('connection').querySelector<HTMLElement>('[data-command=again]');
    again?.focus();
    again?.click();
    // The button is gone; the focus stays at its place.
    expect(document.activeElement).toBe(part('connection'));
    await settled();
    expect(connection()).toMatch(/ключ неверный/);
    expect([fetched.length, host.backend.seen]).toEqual([2, []]);
  });

  test('a browser that denies access to the local network is shown as the only cause', async () => {
    Object.defineProperty(navigator, 'permissions', {
      configurable: true,
      value: { query: () => Promise.resolve({ state: 'denied' }) },
    });
    await openSettings(callbacks, direct);
    await settled();
    expect(connection()).toMatch(/^Браузеру запрещён доступ к локальной сети\. .*Проверить снова$/);
    expect(part('connection').querySelector('a, li')).toBeNull();
  });
});
