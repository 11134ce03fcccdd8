/** @jest-environment ./test/support/jsdomEnvironment.js */
import '../../support/domGaps';
import $ from 'jquery';
import { CHECK_DELAY_MS } from '../../../src/domain/settings/ConnectionCheck';
import type { AmoCallbacks } from '../../../src/system/plugin/AmoWidget';
import { FakeAmocrm } from '../../support/FakeAmocrm';
import {
  connection,
  field,
  openSettings,
  part,
  settled,
  STORED,
  stored,
  type,
} from './support/settingsWindow';

let host: FakeAmocrm;
let callbacks: AmoCallbacks;
const events: string[] = [];

beforeEach(() => {
  jest.useFakeTimers();
  events.length = 0;
  host = new FakeAmocrm();
  host.backend.answersItself = false;
  callbacks = host.load();
});

afterEach(() => {
  callbacks.destroy();
  jest.useRealTimers();
});

const NOT_OURS = 'По этому адресу отвечает не AsteriskNG. Не забыт ли путь, например /asterisk_ng?';

/** Opens the settings window with this text in the host's field. */
async function open(value: string): Promise<void> {
  await openSettings(callbacks, value, (event) => events.push(event));
}

test('shows the stored settings in place of the host’s field, and checks them at once', async () => {
  await open(STORED);
  expect([part('address').value, part('key').value, part('panel').checked, part('notify').checked]).toEqual([
    'domain.com',
    'top-secret',
    true,
    false,
  ]);
  expect(field().closest<HTMLElement>('.widget_settings_block__item_field')?.style.display).toBe('none');
  expect([connection(), part('key').type]).toEqual(['Проверяем связь…', 'password']);
  host.backend.waiting[0]?.answer({ ping: 'pong' });
  await jest.advanceTimersByTimeAsync(0);
  expect(connection()).toBe('Связь есть, ключ подходит');
  expect(document.body.innerHTML).not.toContain('top-secret');
});

test("input is written to the host's field as JSON and enables its save button", async () => {
  await open(STORED);
  type('address', ' other.com/x ');
  part('notify').click();
  expect(stored()).toEqual({
    server: {
      connection: 'proxy',
      serverAddress: 'other.com/x',
      secretKey: 'top-secret',
      clientId: '',
      domain: '',
    },
    amocrm: { showPanel: true, enableNotification: true },
  });
  expect(events).toEqual(expect.arrayContaining(['input', 'change']));
  await jest.advanceTimersByTimeAsync(CHECK_DELAY_MS);
  expect(host.backend.urls.at(-1)).toBe('https://other.com/x?secret_key=top-secret');
});

test.each<[string, (waiting: (typeof host.backend.waiting)[number]) => void, RegExp | string]>([
  ['a wrong key', (waiting) => waiting.raw({ headers: { status_code: 401 } }), /ключ неверный/],
  ['an incompatible version', (waiting) => waiting.raw({ headers: { status_code: 409 } }), /версию виджета/],
  ['no answer', (waiting) => waiting.fail(), /не отвечает/],
  ['a page', (waiting) => waiting.raw('<html>'), NOT_OURS],
  ['JSON of something else', (waiting) => waiting.raw('{"error":"not found"}'), NOT_OURS],
  ['an empty answer', (waiting) => waiting.raw(''), NOT_OURS],
  ['a forgotten path', (waiting) => waiting.fail({ status: 404 }), NOT_OURS],
  ['a page that refuses POST', (waiting) => waiting.fail({ status: 405 }), NOT_OURS],
  ['another address', (waiting) => waiting.fail({ status: 301 }), /перенаправляет на другой \(HTTP 301\)/],
  ['a password', (waiting) => waiting.fail({ status: 401 }), /Снимите для этого пути пароль/],
  ['a refusal of requests', (waiting) => waiting.fail({ status: 403 }), /не пускает запросы \(HTTP 403\)/],
  ['a limit', (waiting) => waiting.fail({ status: 429 }), /ограничил запросы/],
  ['no backend behind nginx', (waiting) => waiting.fail({ status: 502 }), /запущен ли AsteriskNG за веб-/],
  [
    'no backend behind Cloudflare',
    (waiting) => waiting.fail({ status: 521 }),
    /запущен ли AsteriskNG за веб-/,
  ],
  ['an error of the backend', (waiting) => waiting.fail({ status: 500 }), /ошибкой \(HTTP 500\)/],
  ['no network', (waiting) => waiting.fail({ status: 0 }), /^Сервер не отвечает\. Проверьте/],
  [
    'a host without details of the failure',
    (waiting) => waiting.fail(null),
    /^Сервер не отвечает\. Проверьте/,
  ],
])('reports %s', async (_what, answer, words) => {
  await open(STORED);
  const [waiting] = host.backend.waiting;
  if (waiting) answer(waiting);
  await jest.advanceTimersByTimeAsync(0);
  expect(connection()).toMatch(words);
});

test('a user who is not an agent sees which e-mail is missing, and where', async () => {
  await open(STORED);
  host.backend.waiting[0]?.answer({ ping: 'pong', agent: null, methods: ['ping'] });
  await jest.advanceTimersByTimeAsync(0);
  expect(connection()).toMatch(
    /ключ подходит, но звонить вы не сможете.*agents.*email: \S+@\S+, amouserId: \d+/,
  );
  expect(document.querySelector('.asteriskng-connection .asteriskng-dot-ready')).toBeNull();
});

test('reports missing settings without a request', async () => {
  host.settings = {};
  await open('');
  expect(connection()).toMatch(/Укажите адрес/);
  type('address', 'http://domain.com');
  expect(connection()).toMatch(/https/);
  type('address', 'a b');
  expect(connection()).toMatch(/не похоже на адрес/);
  expect(host.backend.seen).toEqual([]);
});

test('settings that can’t be parsed are reported, and kept until the administrator changes something', async () => {
  await open('{broken');
  expect(document.querySelector('.asteriskng-settings [role=alert]')?.textContent).toContain(
    'прочитать не удалось',
  );
  expect([field().value, events]).toEqual(['{broken', []]);
});

test('the key can be shown and hidden', async () => {
  await open(STORED);
  part('reveal').click();
  expect([part('key').type, part('reveal').textContent]).toEqual(['text', 'Скрыть ключ']);
  part('reveal').click();
  expect([part('key').type, part('reveal').textContent]).toEqual(['password', 'Показать ключ']);
});

test('opened twice there is one form; destroy shows the host’s field again', async () => {
  await open(STORED);
  callbacks.settings($('.widget_settings_block'));
  await settled();
  expect(document.querySelectorAll('.asteriskng-settings')).toHaveLength(1);
  callbacks.destroy();
  expect(document.querySelectorAll('.asteriskng-settings')).toHaveLength(0);
  expect(field().closest<HTMLElement>('.widget_settings_block__item_field')?.style.display).toBe('');
});

test('a window without our field is not changed', async () => {
  document.body.innerHTML = '<div></div>';
  expect(callbacks.settings(document.body)).toBe(true);
  await settled();
  expect(document.querySelector('.asteriskng-settings')).toBeNull();
});

test('Enter in the form does not reach the host', async () => {
  await open(STORED);
  const heard = jest.fn();
  document.body.addEventListener('keydown', heard);
  part('key').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  part('key').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(heard).toHaveBeenCalledTimes(1);
  document.body.removeEventListener('keydown', heard);
});
