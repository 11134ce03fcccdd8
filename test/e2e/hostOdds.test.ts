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

/** Calls the sandbox's host. */
const host = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
  tab.page.evaluate(
    ([method, rest]) =>
      (window as unknown as { sandboxHost: Record<string, (...args: unknown[]) => unknown> }).sandboxHost[
        method
      ]?.(...rest),
    [name, args] as const,
  );

test('a host without texts of ours in its language shows the English ones', async () => {
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

test('a host that loads the widget twice and never destroys it: each item of its menu calls', async () => {
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

test('an old Prototype.js on the page does not cut the widget off', async () => {
  await open(`
    for (const kind of [Array, Object, String, Number, Date])
      Object.defineProperty(kind.prototype, 'toJSON', {
        configurable: true, writable: true, value: function () { return 'spoilt'; } });
    // Its Enumerable has an "entries" without keys, and its $A takes the place of Array.from.
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
])('where %s a call comes and is answered all the same', async (_what, script) => {
  await open(`${script}
    window.addEventListener('unhandledrejection', ({ reason }) => { setTimeout(() => { throw new Error('unhandled: ' + reason); }); });`);
  await tab.status('Готов к звонку');
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await tab.popup('Иван').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
});
