/** @jest-environment ./test/support/jsdomEnvironment.js */
import { readFileSync } from 'node:fs';
import { exceptionNames } from '../../../protocol/ExceptionName';
import { Failure, type FailureReason } from '../../../src/domain/Failure';
import type { Notice } from '../../../src/domain/notifications/Notice';
import { emptySettings } from '../../../src/domain/settings/emptySettings';
import type { Settings } from '../../../src/domain/settings/Settings';
import { AmoNotifier } from '../../../src/infrastructure/amocrm/AmoNotifier';
import { readSettings } from '../../../src/infrastructure/amocrm/readSettings';
import { escapeHtml } from '../../../src/infrastructure/amocrm/escapeHtml';
import { failureText } from '../../../src/infrastructure/amocrm/failureText';
import { readSaveEvent } from '../../../src/infrastructure/amocrm/readSaveEvent';
import { cardPath, openPath } from '../../../src/infrastructure/amocrm/openPath';
import { amoTexts } from '../../../src/infrastructure/amocrm/Texts';
import { writeSettings } from '../../../src/infrastructure/amocrm/writeSettings';
import ru from '../../../src/blank/i18n/ru.json';

const texts = amoTexts({ i18n: (path) => (ru as Record<string, unknown>)[path] });

describe('settings', () => {
  const stored =
    '{"server":{"serverAddress":"domain.com/asterisk_ng","secretKey":"k\\"1&"},"amocrm":{"showPanel":false,"enableNotification":true}}';
  const settings: Settings = {
    ...emptySettings,
    serverAddress: 'domain.com/asterisk_ng',
    secretKey: 'k"1&',
    showPanel: false,
    enableNotification: true,
  };

  test('of the original widget are read unchanged', () => {
    expect(readSettings(stored)).toEqual({ kind: 'ready', settings });
    expect(readSettings(JSON.parse(stored))).toEqual({ kind: 'ready', settings });
  });

  test('are read as they were written, also escaped for HTML', () => {
    const { server, amocrm } = JSON.parse(stored) as { server: object; amocrm: object };
    expect(JSON.parse(writeSettings(settings))).toEqual({
      server: { ...server, connection: 'proxy', clientId: '', domain: '' },
      amocrm,
    });
    const plain: Settings = {
      ...settings,
      connection: 'ecss10',
      secretKey: 'a&b',
      clientId: 'tester',
      domain: 'biysk.local',
    };
    expect(readSettings(writeSettings(plain).replace(/&/g, '&amp;').replace(/"/g, '&quot;'))).toEqual({
      kind: 'ready',
      settings: plain,
    });
  });

  test('new keys are optional and old forms of flags are read', () => {
    expect(readSettings('{"server":{"serverAddress":"d","secretKey":"k"}}')).toEqual({
      kind: 'ready',
      settings: { ...emptySettings, serverAddress: 'd', secretKey: 'k' },
    });
    expect(readSettings('{"server":{"serverAddress":"d"},"amocrm":{"showPanel":"false"}}')).toMatchObject({
      settings: { showPanel: false },
    });
    expect(readSettings('{"server":{"connection":"direct","serverAddress":"d"}}')).toMatchObject({
      settings: { connection: 'direct' },
    });
  });

  test.each([undefined, null, '', '{"server":{}}', '{"server":{"serverAddress":" ","secretKey":"k"}}'])(
    '%p is missing',
    (field) => {
      expect(readSettings(field).kind).toBe('missing');
    },
  );

  test.each([
    '{',
    'null',
    '[]',
    '42',
    '{"server":null}',
    '{"server":{"serverAddress":1}}',
    '{"server":{"connection":"telepathy","serverAddress":"d"}}',
    '{"server":{"serverAddress":"d","domain":1}}',
    '{"server":{},"amocrm":{"showPanel":"maybe"}}',
    42,
  ])('%p is broken', (field) => {
    expect(readSettings(field).kind).toBe('broken');
  });

  test('the argument of onSave is read in all its forms', () => {
    expect(readSaveEvent({ active: 'Y', fields: { jsonSettings: 'x' } }, 'jsonSettings')).toEqual({
      active: true,
      field: 'x',
    });
    expect(readSaveEvent({ active: 'N', fields: {} }, 'jsonSettings')).toEqual({
      active: false,
      field: undefined,
    });
    for (const off of ['n', false, 'false', 0, '0'])
      expect(readSaveEvent({ active: off, fields: null }, 'jsonSettings').active).toBe(false);
    for (const odd of [undefined, null, 1, 'x', { fields: 'x' }])
      expect(readSaveEvent(odd, 'f')).toEqual({ active: true, field: undefined });
  });
});

describe('notices', () => {
  interface Shown {
    kind: string;
    header: string;
    text: string;
  }

  function host(): { shown: Shown[]; notify: (notice: Notice, enabled?: boolean) => void } {
    const shown: Shown[] = [];
    const show = (kind: string) => (message: { header: string; text: string }) =>
      shown.push({ kind, header: message.header, text: message.text });
    window.APP = { notifications: { show_message: show('info'), show_message_error: show('error') } };
    return {
      shown,
      notify: (notice, enabled = true) =>
        new AmoNotifier(window, texts, enabled, (number) => (number === '102' ? 'Борис' : null)).show(notice),
    };
  }

  const failure = new Failure('refused', 'AgentBusy');
  const taken = new Failure('refused', 'TakenByColleague');

  test.each<[Notice, string, RegExp]>([
    [{ kind: 'calling', number: '101', extension: '' }, 'info', /^Звоним 101\. Возьмите трубку\.$/],
    [{ kind: 'calling', number: '101', extension: '12' }, 'info', /добавочный 12/],
    [{ kind: 'serverBack' }, 'info', /восстановлена/],
    [{ kind: 'serverLost', failure: new Failure('timeout') }, 'error', /не ответил вовремя/],
    [{ kind: 'callFailed', number: '101', failure }, 'error', /101: ваш телефон занят/],
    [{ kind: 'callFailed', number: '101', failure: taken }, 'error', /занимается коллега.*нажмите ещё раз/],
    [{ kind: 'callFailed', number: '102', failure: taken }, 'error', /занимается Борис.*нажмите ещё раз/],
    [{ kind: 'invalidNumber', text: 'abc' }, 'error', /abc/],
    [{ kind: 'inCall' }, 'error', /завершите/],
    [{ kind: 'notConfigured' }, 'error', /не настроена/],
  ])('%j looks like %s', (notice, kind, text) => {
    const { shown, notify } = host();
    notify(notice);
    expect(shown).toEqual([{ kind, header: 'Телефония', text: expect.stringMatching(text) as string }]);
  });

  test('switched off, only failures of the user’s own actions are shown', () => {
    const { shown, notify } = host();
    notify({ kind: 'serverLost', failure }, false);
    notify({ kind: 'serverBack' }, false);
    notify({ kind: 'calling', number: '1', extension: '' }, false);
    expect(shown).toEqual([]);
    notify({ kind: 'callFailed', number: '1', failure }, false);
    expect(shown).toHaveLength(1);
  });

  test('texts from outside are escaped', () => {
    const { shown, notify } = host();
    notify({ kind: 'invalidNumber', text: '<img src=x onerror=alert(1)>' });
    notify({ kind: 'callFailed', number: '1', failure: new Failure('refused', '<script>alert(1)</script>') });
    for (const { text } of shown) expect(text).not.toMatch(/[<>]/);
  });

  test('a host without its objects or one that throws causes no error', () => {
    window.APP = undefined as never;
    const notifier = new AmoNotifier(window, texts, true);
    expect(() => notifier.show({ kind: 'inCall' })).not.toThrow();
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    window.AMOCRM = {
      notifications: {
        show_message_error: () => {
          throw new Error('host');
        },
      },
    };
    expect(() => notifier.show({ kind: 'inCall' })).not.toThrow();
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });
});

describe('texts', () => {
  test('are found by path, by section, or shown as their key', () => {
    expect(amoTexts({ i18n: (path) => (path === 'call.hangup' ? 'direct' : undefined) })('call.hangup')).toBe(
      'direct',
    );
    expect(texts('notice.callFailed', { number: '1' })).toBe('Не удалось позвонить на 1: {reason}');
    expect(amoTexts({ i18n: () => null })('call.hangup')).toBe('call.hangup');
    expect(amoTexts({ i18n: () => ({}) })('call.hangup')).toBe('call.hangup');
    const i18n = (): never => {
      throw new TypeError('no section of that name');
    };
    expect(amoTexts({ i18n })('call.hangup')).toBe('call.hangup');
  });

  test('each failure has a text of its own, in Russian and English', () => {
    const reasons: FailureReason[] = [
      'timeout',
      'unreachable',
      'malformed',
      'unauthorized',
      'incompatible',
      'protocol',
      'refused',
      'cancelled',
    ];
    const failures = [
      null,
      ...reasons.map((reason) => new Failure(reason)),
      ...exceptionNames.map((name) => new Failure('refused', name)),
    ];
    for (const language of ['ru', 'en']) {
      const i18n = JSON.parse(readFileSync(`src/blank/i18n/${language}.json`, 'utf8')) as Record<
        string,
        unknown
      >;
      const said = failures.map((failure) => failureText(amoTexts({ i18n: (path) => i18n[path] }), failure));
      expect(new Set(said).size).toBe(failures.length);
      expect(said.filter((text) => text.startsWith('failure.'))).toEqual([]);
    }
    // Names of another vendor's backend, also such as our own reasons and what each object has.
    for (const name of ['KeyError', 'timeout', 'noExtension', 'constructor', 'Busy.timeout'])
      expect(failureText(texts, new Failure('refused', name))).toBe(`АТС отказала (${name})`);
  });

  test('all characters special to HTML are escaped', () => {
    expect(escapeHtml(`<a href="x" o='y'>&</a>`)).toBe(
      '&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
    );
  });
});

test("a page is opened by the host's router, else by a page load", () => {
  const navigate = jest.fn();
  window.APP = { router: { navigate } };
  openPath(window, cardPath('77'));
  expect(navigate).toHaveBeenCalledWith('/contacts/detail/77', { trigger: true });
  const assign = jest.fn();
  openPath({ location: { assign } } as unknown as Window, cardPath('7 8'));
  expect(assign).toHaveBeenCalledWith('/contacts/detail/7%208');
});
