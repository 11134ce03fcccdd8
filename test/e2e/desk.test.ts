import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { businesses } from '../../sandbox/business/businesses';
import { startSandbox } from '../../sandbox/startSandbox';
import { SandboxPage, widgetZip } from './support/SandboxPage';

const UNFOLDED = "localStorage.setItem('sandbox.desk', '')";

let tab: SandboxPage;

afterEach(() => tab.close());

test('each button of the page has a unique name, and a notice of the host can be closed or disappears by itself', async () => {
  tab = await SandboxPage.open();
  await tab.page.locator('#desk [data-scenario]').first().waitFor();
  await tab.page.evaluate(() => {
    const { notifications } = (
      window as unknown as { APP: { notifications: { show_message: (message: object) => void } } }
    ).APP;
    notifications.show_message({ header: 'A', text: 'first' });
    notifications.show_message({ header: 'A', text: 'first' });
  });
  const names = await tab.page
    .locator('#desk button, .host-notice button')
    .evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label') ?? one.textContent));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const notices = tab.page.locator('.host-notice');
  await notices.first().getByRole('button').click();
  expect(await notices.count()).toBe(1);
  await tab.page.mouse.move(10, 10);
  await notices.waitFor({ state: 'detached' });
});

test('buttons and players of a page have unique names, also of two callers with one number and of past calls', async () => {
  tab = await SandboxPage.open({ business: russianBusiness }, '/leads/list/');
  for (let count = 1; count <= 2; count += 1) {
    tab.simulator.incoming(russianBusiness.unknownNumber, ['101'], { answersItself: false });
    tab.simulator.farHangup('101');
    await tab.page.locator('.host-unsorted [role=listitem]').nth(count).waitFor();
  }
  const names = async (): Promise<(string | null)[]> =>
    tab.page
      .locator('#page_holder :is(button, audio)')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent));
  const callers = await names();
  await tab.page.goto(`${tab.sandbox.url}/contacts/detail/1001`);
  await tab.page.locator('#page_holder audio').nth(1).waitFor();
  for (const all of [callers, await names()]) {
    expect(all.length).toBeGreaterThan(2);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  }
});

test.each([
  [1280, 600],
  [390, 800],
])('at %i×%i the open desk covers no button of popup and panel', async (width, height) => {
  tab = await SandboxPage.open({}, '/', UNFOLDED, {
    viewport: { width, height },
  });
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).waitFor();
  await tab.button('Ответить').waitFor();
  const covered = await tab.page.locator('.asteriskng-root button').evaluateAll((buttons) =>
    buttons
      .filter((one) => {
        const { left, top, width: wide, height: high } = one.getBoundingClientRect();
        return document.elementFromPoint(left + wide / 2, top + high / 2)?.closest('#desk') !== null;
      })
      .map((one) => one.textContent),
  );
  expect(covered).toEqual([]);
});

test('at 390×800 each button of the desk that the panel covers can be scrolled free', async () => {
  tab = await SandboxPage.open({}, '/', '', { viewport: { width: 390, height: 800 } });
  await tab.status('Готов к звонку');
  await tab.page.getByRole('button', { name: 'Развернуть' }).click();
  await press('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Отклонить' }).click();
  await press('colleague-hangs-up');
  await tab.page.locator('[data-desk=look].desk-error').waitFor();
});

/** Presses the button of a scenario; settles when the sandbox has answered. */
async function press(name: string): Promise<void> {
  const answered = tab.page.waitForResponse(/desk\/scenario\?/);
  await tab.page.locator(`[data-scenario=${name}]`).click();
  await answered;
}

test.each(['ru', 'en'] as const)('in %s the page has no text in the other language', async (language) => {
  tab = await SandboxPage.open({ business: businesses[language] }, `/?lang=${language}`, UNFOLDED);
  const ownName =
    /amoCRM|AsteriskNG(?: [0-9a-f]{12})?|JSON-RPC|Hans Müller|Müller Beschläge GmbH|\b(?:null|id|RU|EN)\b/g;
  const other = language === 'ru' ? /[a-z]{2}/i : /[а-яё]/i;
  const failed = tab.page.locator('[data-desk=look].desk-error');
  // The last scenario of each group can't be played after those before it.
  for (const names of [
    ['colleague-hangs-up'],
    ['colleague-completes'],
    ['colleague-talks', 'colleague-calls'],
    ['second-call', 'known-client'],
    ['busy'],
  ]) {
    for (const name of names) await press(name);
    await failed.waitFor();
    expect((await failed.innerText()).replace(ownName, '')).not.toMatch(other);
  }
  await tab.sandbox.backend.kill();
  await press('talk');
  await failed.waitFor();
  const texts = await tab.page
    .locator(
      '#desk :is(button, option, label, b, p, a, [data-desk=call-status]), #page_holder :is(td, .page-title), #left_menu a',
    )
    .evaluateAll((nodes) => nodes.map((one) => `${one.textContent} ${one.getAttribute('title') ?? ''}`));
  expect(texts.length).toBeGreaterThan(80);
  expect(texts.map((text) => text.replace(ownName, '')).filter((text) => other.test(text))).toEqual([]);
  expect(await tab.page.title()).toBe(`${businesses[language].name} · AsteriskNG`);
  // With what the account begins with: a feed with calls, notes and a task, a caller to accept, tasks.
  for (const [path, wanted] of [
    ['/contacts/detail/1001', '[data-event=note]'],
    ['/leads/list/', '.host-unsorted button'],
    ['/todo/list/', '[data-event=task]'],
  ]) {
    await tab.page.goto(`${tab.sandbox.url}${path}`);
    await tab.page.locator(`#page_holder ${wanted}`).first().waitFor();
    const shown = await tab.page.locator('#page_holder').innerText();
    expect(shown.replace(ownName, '')).not.toMatch(other);
  }
});

test('where the language of the page changes the business, the card is of the new one: the backend has read nothing of the old', async () => {
  tab = await SandboxPage.visit(await startSandbox({ zip: widgetZip, identity: true }));
  await tab.status('Готов к звонку');
  await tab.page.goto(`${tab.sandbox.url}/?lang=en`);
  await tab.status('Ready to call');
  tab.simulator.incoming('+447700900164', ['101'], { answersItself: false });
  const facts = tab.popup('Oliver Hartley').locator('.asteriskng-facts');
  await facts.getByText('Reception desk and lobby').waitFor();
  expect(await facts.innerText()).toContain('Emma Clarke');
  // The backend knows the past calls of the account.
  expect(await facts.innerText()).toContain('2:23');
  expect(await facts.innerText()).not.toMatch(/[а-яё]/i);
});

test('a user with rights to their own cards sees no other in the lists, and their calls show no other client', async () => {
  tab = await SandboxPage.open({ business: russianBusiness, identity: true }, '/?user=4');
  await tab.status('Готов к звонку');
  expect(await tab.page.locator('.host-table a.js-navigate-link').allInnerTexts()).toEqual([
    'Екатерина Лебедева',
  ]);
  // Only amoCRM has this client, who is a colleague's; the backend's own phone book is open to all.
  tab.simulator.incoming('+79213334455', ['103'], { answersItself: false });
  await tab.popup('+7 921 333-44-55').waitFor();
  expect(await tab.popups.innerText()).not.toContain('Дмитрий');
});

test('a reset reloads all tabs of all computers at the start page and clears what the widget has stored', async () => {
  tab = await SandboxPage.open({}, '/', UNFOLDED);
  const same = await tab.another('/contacts/detail/1001');
  const boris = await SandboxPage.visit(tab.sandbox, '/contacts/detail/1002?user=2');
  await press('talk');
  await tab.status('Идёт разговор');
  await Promise.all(
    [tab, same, boris].map(({ page }) =>
      page.evaluate(() => {
        (window as unknown as { mark: number }).mark = 1;
        localStorage.setItem('widget-kept', 'x');
        sessionStorage.setItem('widget-kept', 'x');
      }),
    ),
  );
  await tab.page.getByRole('button', { name: 'Начать заново' }).click();
  for (const one of [tab, same, boris]) {
    await one.page.waitForFunction(
      () => !('mark' in window) && document.querySelector('body[data-ready]') !== null,
    );
    await one.status('Готов к звонку');
    expect(new URL(one.page.url()).pathname).toBe('/');
    expect(await one.notices()).toEqual([]);
    expect(
      await one.page.evaluate(() => [
        localStorage.getItem('widget-kept'),
        sessionStorage.getItem('widget-kept'),
        sessionStorage.getItem('sandbox.user'),
      ]),
    ).toEqual([null, null, one === boris ? '2' : null]);
    expect(await one.faults()).toEqual([]);
  }
  await boris.page.context().close();
});

test('a page opened in the other language changes the language of the open ones', async () => {
  const sandbox = await startSandbox({ zip: widgetZip });
  tab = await SandboxPage.visit(sandbox, '/', UNFOLDED);
  await tab.page.getByRole('link', { name: 'Иван Петров' }).waitFor();
  const english = await SandboxPage.visit(sandbox, '/?lang=en', UNFOLDED);
  for (const one of [english, tab]) await one.page.getByRole('link', { name: 'Oliver Hartley' }).waitFor();
  await press('known-client');
  await tab.popup('Oliver Hartley').getByRole('button', { name: 'Answer' }).waitFor();
  await english.page.context().close();
});
