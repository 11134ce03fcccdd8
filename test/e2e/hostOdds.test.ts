import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

async function open(script = ''): Promise<void> {
  tab = await SandboxPage.open({}, '/', script);
  tab.page.setDefaultTimeout(60_000);
}

/** Calls a method of the sandbox's `WidgetHost`. */
const host = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
  tab.page.evaluate(
    ([method, rest]) =>
      (window as unknown as { sandboxHost: Record<string, (...args: unknown[]) => unknown> }).sandboxHost[
        method
      ]?.(...rest),
    [name, args] as const,
  );

test('on a host without our texts in its language the English ones are shown', async () => {
  await open(`
    const real = window.fetch.bind(window);
    window.fetch = (url, init) =>
      String(url).includes('/i18n/') ? Promise.resolve(new Response('{}')) : real(url, init);`);
  await tab.status('Ready to call');
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  const popup = tab.popup('Иван');
  await popup.getByRole('button', { name: 'Answer' }).waitFor();
  expect(await popup.innerText()).toContain('Incoming call');
  expect(await tab.page.locator('.asteriskng-root').allInnerTexts()).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/\b(?:call|panel)\.\w/)]),
  );
});

test.each(['n', 'N', false])('onSave with active %p switches the widget off', async (active) => {
  await open();
  await tab.status('Готов к звонку');
  await host('call', 'onSave', { active, fields: {} });
  await tab.panel.waitFor({ state: 'detached' });
});

test('when the host loads the widget twice and never destroys it, each item of its menu makes one call', async () => {
  await open();
  await tab.status('Готов к звонку');
  await host('load');
  await tab.status('Готов к звонку');
  await tab.page.locator('.js-phone', { hasText: '89035551213' }).first().click();
  const items = tab.page.getByRole('menuitem', { name: 'Позвонить через AsteriskNG' });
  expect(await items.count()).toBe(2);
  await items.first().click();
  await tab.status('Идёт разговор');
  expect(tab.commands()).toEqual([expect.stringMatching(/^originate /)]);
});

test('the widget works on a page with an old Prototype.js', async () => {
  await open(`
    for (const kind of [Array, Object, String, Number, Date])
      Object.defineProperty(kind.prototype, 'toJSON', {
        configurable: true, writable: true, value: function () { return 'spoilt'; } });
    // Its Enumerable defines "entries" without keys, and it replaces Array.from by its $A.
    Array.prototype.entries = Array.prototype.toArray = function () { return this.slice(); };
    Array.from = (list) => Array.prototype.slice.call(list);`);
  await tab.status('Готов к звонку');
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await tab.popup('Иван').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
});

test.each<[string, string]>([
  [
    'BroadcastChannel throws',
    `window.BroadcastChannel = class { constructor() { throw new DOMException('no', 'SecurityError'); } };`,
  ],
  [
    'locks throw',
    `navigator.locks.request = () => { throw new DOMException('no', 'SecurityError'); }; navigator.locks.query = navigator.locks.request;`,
  ],
  [
    'locks are refused',
    `navigator.locks.request = () => Promise.reject(new DOMException('no', 'SecurityError')); navigator.locks.query = navigator.locks.request;`,
  ],
  ['there are no locks', `Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });`],
  [
    'storage is forbidden',
    `for (const name of ['getItem', 'setItem']) {
      const real = Storage.prototype[name];
      Storage.prototype[name] = function (key, ...rest) {
        if (key.startsWith('asteriskng')) throw new DOMException('no', 'SecurityError');
        return real.call(this, key, ...rest);
      };
    }`,
  ],
  ['there are no constructed sheets', `delete Document.prototype.adoptedStyleSheets;`],
  ['ids can not be made', `delete Crypto.prototype.randomUUID;`],
])('where %s a call is still shown and answered', async (_what, script) => {
  await open(`${script}
    window.addEventListener('unhandledrejection', ({ reason }) => { setTimeout(() => { throw new Error('unhandled: ' + reason); }); });`);
  await tab.status('Готов к звонку');
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await tab.popup('Иван').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
});
