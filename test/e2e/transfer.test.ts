import type { Request } from 'playwright-core';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

async function consult(who: string): Promise<void> {
  await tab.input.fill(who);
  await tab.button('Посоветоваться').click();
}

test('attended: the colleague is consulted, then gets the client', async () => {
  const boris = await SandboxPage.visit(tab.sandbox, '/?user=2');
  await tab.input.fill('борис');
  await tab.found.getByRole('option', { name: /Борис Орлов[\s\S]*линия свободна/ }).click();
  await tab.button('Посоветоваться').click();
  await tab.call.getByText('Консультация').waitFor();
  await tab.panel
    .getByRole('listitem')
    .filter({ hasText: 'Иван Петров' })
    .getByText('На удержании')
    .waitFor();
  await tab.button('Соединить').click();
  await tab.popup('Звонок передан').waitFor();
  await tab.status('Готов к звонку');
  await boris.call.getByText('Иван Петров').waitFor();
  await boris.page.context().close();
});

test('attended: cancelling returns to the client', async () => {
  await consult('102');
  await tab.call.getByText('Консультация').waitFor();
  await tab.button('Вернуться').click();
  await tab.call.getByText('Иван Петров').waitFor();
  await tab.call.getByText('Разговор').waitFor();
});

test.each([
  ['+74991234500', 'busy'],
  ['+74991234501', 'does not answer'],
])('attended to %s (%s): the client comes back by itself', async (number) => {
  await tab.close();
  tab = await SandboxPage.open({
    backend: { telephony: { driver: 'simulator', answerMs: 150, noAnswerMs: 400 } },
  });
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  await consult(number);
  await tab.popup(/Занято|Не ответили/).waitFor();
  await tab.call.getByText('Иван Петров').waitFor();
  await tab.call.getByText('Разговор').waitFor();
});

test('attended: when the consulted colleague hangs up the client is back', async () => {
  await consult('+79160001122');
  await tab.call.getByText('Консультация').waitFor();
  tab.simulator.farHangup('101');
  await tab.call.getByText('Иван Петров').waitFor();
  await tab.call.getByText('Разговор').waitFor();
});

test('a number typed for a call is not used for a transfer, nor the reverse', async () => {
  await tab.input.fill('102');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  expect(await tab.input.inputValue()).toBe('');
});

test('a refused transfer is shown, and the agent keeps the client', async () => {
  tab.simulator.refuseNext('redirect', 'TelephonyUnavailable');
  await tab.input.fill('102');
  await tab.button('Перевести').click();
  await tab.panel.getByRole('alert').getByText('Не удалось перевести звонок: АТС недоступна').waitFor();
  await tab.call.getByText('Иван Петров').waitFor();
  expect(await tab.input.inputValue()).toBe('102');
});

test('a colleague transfers a client to me', async () => {
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  await tab.scenario('colleague-transfers');
  await tab.status('Идёт разговор');
  await tab.call.getByText('Hans Müller').waitFor();
});

test.each<[string, () => Promise<void>]>([
  [
    'chosen from the list while free',
    async () => {
      await tab.input.fill('борис');
      await tab.found.getByRole('option', { name: /Борис Орлов/ }).click();
      busy();
    },
  ],
  [
    'typed with separators',
    async () => {
      busy();
      await tab.input.fill('1-02');
    },
  ],
  [
    'typed with the list closed',
    async () => {
      busy();
      await tab.input.fill('10');
      await tab.input.press('Escape');
      await tab.input.pressSequentially('2');
    },
  ],
])('with Enter a transfer to a busy colleague is attended: %s', async (_how, enter) => {
  const sent = tab.page.waitForRequest((request) => /"method":"(?:consult|redirect)"/.test(sentBy(request)));
  await enter();
  await tab.input.press('Enter');
  await (await sent).response();
  expect(tab.commands().slice(1)).toEqual(['consult {"phone":"102"}']);
});

/** The form field `json` of a request. */
function sentBy(request: Request): string {
  return new URLSearchParams(request.postData() ?? '').get('json') ?? '';
}

/** Boris answers a call of a client. */
function busy(): void {
  tab.simulator.incoming('+79990001122', ['102'], { answersItself: false });
  expect(tab.simulator.answer('102')).toBe(true);
}

test.each([
  ['102', []],
  ['борис', ['ArrowDown', 'Enter']],
])('with Enter a transfer to a busy colleague found by "%s" is attended', async (text, keys) => {
  busy();
  await tab.input.fill(text);
  await tab.found.getByRole('option', { name: /Борис Орлов[\s\S]*разговаривает/ }).waitFor();
  const sent = tab.page.waitForRequest((request) => (request.postData() ?? '').includes('consult'));
  for (const key of [...keys, 'Enter']) await tab.input.press(key);
  await (await sent).response();
  expect(tab.commands().slice(1)).toEqual(['consult {"phone":"102"}']);
});
