import { SandboxPage } from './support/SandboxPage';

/** Counts timers, listeners of window and document, and requests under way. Runs before the page's scripts. */
const COUNTERS = `
  window.held = { timers: new Set(), listeners: 0, requests: 0 };
  for (const [start, stop] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
    const begin = window[start].bind(window), end = window[stop].bind(window);
    window[start] = (action, ms, ...rest) => {
      const id = begin(() => { if (start === 'setTimeout') held.timers.delete(id); action(...rest); }, ms);
      held.timers.add(id);
      return id;
    };
    window[stop] = (id) => { held.timers.delete(id); end(id); };
  }
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target), remove = target.removeEventListener.bind(target);
    target.addEventListener = (type, listener, options) => {
      held.listeners += 1;
      options?.signal?.addEventListener('abort', () => { held.listeners -= 1; }, { once: true });
      add(type, listener, options);
    };
    target.removeEventListener = (type, listener, options) => { held.listeners -= 1; remove(type, listener, options); };
  }
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...args) {
    held.requests += 1;
    this.addEventListener('loadend', () => { held.requests -= 1; });
    return send.apply(this, args);
  };
`;

interface Held {
  timers: number;
  listeners: number;
  nodes: number;
  styles: number;
}

let tab: SandboxPage;

const held = (): Promise<Held> =>
  tab.page.evaluate(() => {
    const { timers, listeners } = (window as unknown as { held: { timers: Set<number>; listeners: number } })
      .held;
    return {
      timers: timers.size,
      listeners,
      nodes: document.querySelectorAll('[class*=asteriskng-]').length,
      styles: document.querySelectorAll('style').length,
    };
  });
const host = (action: 'start' | 'stop'): Promise<void> =>
  tab.page.evaluate(
    (what) => (window as unknown as { sandboxHost: Record<string, () => void> }).sandboxHost[what]?.(),
    action,
  );
const requests = (): Promise<number> =>
  tab.page.evaluate(() => (window as unknown as { held: { requests: number } }).held.requests);

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

test('destroy leaves no timer, listener, node or new request, during a call too; the widget can be started again', async () => {
  tab = await SandboxPage.open({}, '/', COUNTERS);
  await tab.status('Готов к звонку');
  await host('stop');
  const bare = await held();
  expect(bare.nodes).toBe(0);

  await host('start');
  await tab.status('Готов к звонку');
  await tab.input.fill('иван');
  await tab.found.getByRole('option').first().click();
  await tab.button('Позвонить').click();
  await tab.status('Идёт разговор');
  await tab.button('Выключить микрофон').click();
  await host('stop');
  expect(await held()).toEqual(bare);
  const polls = tab.sandbox.proxy.records.length;
  // The poll under way can't be aborted in this host; after its end no other follows.
  await tab.sandbox.backend.kill();
  await tab.page.waitForFunction(
    () => (window as unknown as { held: { requests: number } }).held.requests === 0,
  );
  expect([tab.sandbox.proxy.records.length, await requests()]).toEqual([polls, 0]);
  await tab.sandbox.backend.revive();
  await host('start');
  await tab.status('Готов к звонку');
});

test('page changes inside amoCRM keep one panel and one poll', async () => {
  tab = await SandboxPage.open();
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  for (const name of ['Сделки', 'Компании', 'Контакты']) {
    await tab.page.locator('#left_menu').getByText(name).click();
    await tab.page.locator('.page-title', { hasText: name }).waitFor();
    expect(await tab.panel.count()).toBe(1);
  }
  await tab.status('Идёт разговор');
});

test('the widget works on a host that destroys and starts it at each page change', async () => {
  tab = await SandboxPage.open({}, '/?init_once=0');
  for (const name of ['Сделки', 'Компании', 'Контакты', 'Сделки']) {
    await tab.page.locator('#left_menu').getByText(name).click();
    await tab.status('Готов к звонку');
    expect(await tab.panel.count()).toBe(1);
  }
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
});

test('the key is never logged to the console', async () => {
  tab = await SandboxPage.open();
  const lines: string[] = [];
  tab.page.on('console', (message) => lines.push(message.text()));
  tab.fault({ kind: 'html', method: 'originate' });
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.waitForNotice('непонятный ответ');
  expect(lines.join() + (await tab.page.content())).not.toContain('sandbox-secret-key');
});
