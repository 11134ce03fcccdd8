import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

beforeEach(async () => {
  // The backend is not connected to amoCRM, so the page itself looks callers up there.
  tab = await SandboxPage.open({ logsCalls: false });
  await tab.status('Готов к звонку');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

const press = (popup: string | RegExp, name: string): Promise<void> =>
  tab.popup(popup).getByRole('button', { name, exact: true }).click();

test('a known client calls: name, company and line are shown at once; answer and hang up on the screen', async () => {
  const first = tab.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new MutationObserver((_changes, observer) => {
          const name = document.querySelector('.asteriskng-popup .asteriskng-name');
          if (name === null) return;
          observer.disconnect();
          resolve(name.textContent);
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false, via: 'Отдел продаж' });
  // Already the first paint has the name.
  expect(await first).toBe('Иван Петров');
  const popup = tab.popup('Иван Петров');
  expect(await popup.innerText()).toMatch(
    /Входящий звонок[\s\S]*\+7 910 123-45-67[\s\S]*Линия: Отдел продаж/,
  );
  await tab.page.waitForFunction('APP.sdk.getCallStatus() === "ringing"');
  // Once on the whole page: the agent looks at it, so neither a popup nor a notice of amoCRM shows the call too.
  expect(await tab.page.locator('.asteriskng-call:visible').count()).toBe(1);
  expect(await tab.panel.locator('.asteriskng-call').count()).toBe(1);
  expect(await tab.callNotices()).toEqual([]);
  await press('Иван Петров', 'Ответить');
  await tab.status('Идёт разговор');
  await popup.waitFor({ state: 'detached' });
  await tab.page.waitForFunction('APP.sdk.getCallStatus() === "talking"');
  await tab.button('Завершить').click();
  await tab.outcome('Разговор завершён');
  await tab.status('Готов к звонку');
  expect(tab.commands()).toEqual(['answer {}', 'hangup {}']);
});

test('when the agent looks away while it rings, amoCRM’s own notice tells of the call, once', async () => {
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false, via: 'Отдел продаж' });
  await tab.popup('Иван Петров').waitFor();
  await tab.page.evaluate(() => {
    Object.defineProperty(document, 'hasFocus', { value: () => false });
    window.dispatchEvent(new Event('blur'));
  });
  await tab.page.waitForFunction('sandboxHost.callNotices.length > 0');
  await press('Иван Петров', 'Ответить');
  await tab.status('Идёт разговор');
  expect(await tab.callNotices()).toEqual([
    expect.objectContaining({
      from: '+79101234567',
      to: 'Отдел продаж',
      element: { id: 1001, type: 'contact' },
    }),
  ]);
});

test('rejecting ends the call for the caller; the popup shows it and offers to call back', async () => {
  await tab.scenario('known-client');
  // The outcome disappears after 7 s, so waiting for its button begins before.
  await Promise.all([press('Звонок отклонён', 'Перезвонить'), press('Иван Петров', 'Отклонить')]);
  await tab.status('Идёт разговор');
  expect(tab.commands()).toEqual(['reject {}', 'originate {"phone":"+79101234567"}']);
});

test('with the panel folded the popup has the conversation’s buttons', async () => {
  await tab.button('Свернуть панель').click();
  await tab.scenario('known-client');
  await press('Иван Петров', 'Ответить');
  await press('Иван Петров', 'Выключить микрофон');
  await tab.popup('микрофон выключен').waitFor();
  await press('Иван Петров', 'Удержание');
  await tab.popup('На удержании').waitFor();
  await press('Иван Петров', 'Клавиши');
  await press('Иван Петров', '1');
  await press('Иван Петров', '#');
  await press('Иван Петров', 'Перевести');
  expect(await tab.input.evaluate((node) => node === document.activeElement)).toBe(true);
  await tab.page.keyboard.type('102');
  await tab.page.keyboard.press('Enter');
  await tab.popup('Звонок передан').waitFor();
  expect(tab.commands().join()).toBe(
    'answer {},set_mute {"is_mute":true},set_hold {"is_hold":true},send_dtmf {"digits":"1"},' +
      'send_dtmf {"digits":"#"},redirect {"phone":"102"}',
  );
});

test('for an unknown number the popup offers a new contact, which opens with its number; after that it is known', async () => {
  await tab.scenario('unknown-number');
  const popup = tab.popup('+7 999 555-00-11');
  await popup.getByRole('button', { name: 'Создать контакт' }).click();
  await tab.page.waitForURL('**/contacts/detail/*');
  await popup.getByRole('link', { name: '+7 999 555-00-11' }).waitFor();
  await press('+7 999 555-00-11', 'Отклонить');
  await tab.outcome('Звонок отклонён');
});

test('of several contacts with the number the agent chooses one', async () => {
  await tab.scenario('several-contacts');
  const popup = tab.popup('Номер есть у нескольких контактов');
  await popup.getByRole('link', { name: 'Сергей Котов' }).click();
  await tab.page.waitForURL('**/contacts/detail/1010');
  await tab.popups.locator('.asteriskng-name', { hasText: 'Сергей Котов' }).waitFor();
});

test('a caller unknown to the backend is looked up in amoCRM once, and the buttons do not wait for it', async () => {
  await tab.scenario('only-in-amo');
  await tab.popups.locator('.asteriskng-name', { hasText: 'Дмитрий Новосёлов' }).waitFor();
  await press('Дмитрий Новосёлов', 'Ответить');
  await tab.status('Идёт разговор');
  expect(await tab.call.innerText()).toContain('Дмитрий Новосёлов');
  expect(tab.sandbox.contacts.queries).toEqual(['9213334455']);
});

test.each(['failing', 'slow'])('a %s amoCRM delays no answer', async (how) => {
  tab.sandbox.contacts.setBehaviour(how === 'slow' ? { kind: 'slow', ms: 60_000 } : { kind: 'html' });
  await tab.scenario('only-in-amo');
  await press('+7 921 333-44-55', 'Ответить');
  await tab.status('Идёт разговор');
});

test('a missed call leaves a badge and an entry of the list until the agent opens the list', async () => {
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await tab.popup('Входящий звонок').waitFor();
  tab.simulator.farHangup('101');
  await tab.outcome('Пропущенный звонок');
  await tab.page.reload();
  await tab.button('Пропущенные звонки: 1').click();
  await tab.panel.getByRole('button', { name: 'Перезвонить: Иван Петров' }).waitFor();
  await tab.button('Пропущенные звонки: 1').waitFor({ state: 'detached' });
  await tab.panel.getByRole('button', { name: 'Перезвонить: Иван Петров' }).click();
  await tab.status('Идёт разговор');
});

test('when a colleague answers first the popup shows it', async () => {
  const boris = await SandboxPage.visit(tab.sandbox, '/?user=2');
  await boris.status('Готов к звонку');
  tab.simulator.incoming('+79101234567', ['101', '102'], { answersItself: false });
  await tab.popup('Иван Петров').waitFor();
  await boris.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.popup('Отвечает').waitFor();
  await tab.status('Готов к звонку');
  await boris.status('Идёт разговор');
  await boris.page.context().close();
});

test('a second call while talking: hold and answer, swap, hang up both', async () => {
  await tab.scenario('known-client');
  await press('Иван Петров', 'Ответить');
  tab.simulator.incoming('89035551213', ['101'], { answersItself: false });
  await press("О'Нил", 'Удержать и ответить');
  await tab.call.getByText("О'Нил").waitFor();
  const first = tab.panel.getByRole('listitem').filter({ hasText: 'Иван Петров' });
  await first.getByText('На удержании').waitFor();
  await first.getByRole('button', { name: 'Вернуться' }).click();
  await tab.call.getByText('Иван Петров').waitFor();
  await tab.panel.getByRole('listitem').filter({ hasText: "О'Нил" }).getByText('На удержании').waitFor();
  await tab.button('Завершить').click();
  await tab.call.getByText("О'Нил").waitFor();
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
});

test('the other party holds and resumes', async () => {
  await tab.scenario('known-client');
  await press('Иван Петров', 'Ответить');
  await tab.status('Идёт разговор');
  tab.simulator.farHold('101', true);
  await tab.call.getByText('собеседник поставил вас на удержание').waitFor();
  tab.simulator.farHold('101', false);
  await tab.call.getByText('собеседник поставил вас на удержание').waitFor({ state: 'detached' });
});

test.each([
  ['+7 499 123-45-00', 'Занято'],
  ['+7 499 123-45-01', 'Не ответили'],
])('a call to %s ends with "%s"', async (number, outcome) => {
  await tab.close();
  tab = await SandboxPage.open({
    backend: { telephony: { driver: 'simulator', answerMs: 150, noAnswerMs: 300 } },
  });
  await tab.clickPhone(number);
  await tab.popup(outcome).getByRole('button', { name: 'Перезвонить' }).waitFor();
  await tab.status('Готов к звонку');
});

test('when the telephone system can’t answer by command there is no button, and the popup says why', async () => {
  await tab.close();
  tab = await SandboxPage.open({
    backend: { telephony: { driver: 'simulator', without: ['answer', 'hold'] } },
  });
  await tab.scenario('known-client');
  await tab.popup('Снимите трубку на телефоне').waitFor();
  expect(await tab.popups.getByRole('button', { name: 'Ответить' }).count()).toBe(0);
  tab.simulator.answer('101');
  await tab.status('Идёт разговор');
  expect(await tab.button('Удержание').count()).toBe(0);
});

test('a dismissed popup stays hidden until the call has ended', async () => {
  await tab.button('Свернуть панель').click();
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Закрыть' }).focus();
  await tab.page.keyboard.press('Escape');
  await tab.popup('Иван Петров').waitFor({ state: 'detached' });
  // The open panel still has the call.
  await tab.button('Развернуть панель').click();
  await tab.button('Отклонить').click();
  await tab.outcome('Звонок отклонён');
});
