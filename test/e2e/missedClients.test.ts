import type { Locator } from 'playwright-core';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { until } from '../asterisk/support/until';
import { openIndexed } from './support/openIndexed';
import { SandboxPage } from './support/SandboxPage';

/** The page of Анна Смирнова, and that of Борис Орлов on another computer. */
let anna: SandboxPage;
let boris: SandboxPage;

/** @param answerMs after how long phones are picked up, but for agents' phones that a client calls */
async function open(answerMs = 150): Promise<void> {
  anna = await openIndexed({
    business: russianBusiness,
    backend: {
      telephony: { driver: 'simulator', answerMs, noAnswerMs: 300 },
      missedClients: { talkSeconds: 1 },
    },
  });
  boris = await SandboxPage.visit(anna.sandbox, '/?user=2');
  await boris.status('Готов к звонку');
}

afterEach(async () => {
  const faults = [...(await anna.faults()), ...(await boris.faults())];
  await boris.page.context().close();
  await anna.close();
  expect(faults).toEqual([]);
});

const CLIENT = '+79101234567';
/** The simulator's numbers that end in 01 do not answer. */
const SILENT = '+74991234501';

/** Everybody's phone rings, and the client gives up. */
const missed = (number: string): void => {
  anna.simulator.incoming(number, ['101', '102'], {
    answersItself: false,
    via: russianBusiness.queue,
    givesUpMs: 200,
  });
};

const badge = (one: SandboxPage, count: number): Locator => one.button(`Пропущенные звонки: ${count}`);
const line = (one: SandboxPage, text: string): Locator =>
  one.panel.getByRole('list', { name: 'Кому перезвонить' }).getByRole('listitem').filter({ hasText: text });

test('who was missed by a group is in the list of both agents; one takes them and calls, and the talk closes the line for both', async () => {
  await open();
  missed(CLIENT);
  for (const one of [anna, boris]) {
    await badge(one, 1).click();
    await line(one, 'Иван Петров').getByText('Отдел продаж').waitFor();
  }
  await anna.button('Взять: Иван Петров').click();
  await line(anna, 'Вы взяли').waitFor();
  await line(boris, 'Занимается Анна Смирнова').waitFor();
  expect(await line(boris, 'Иван Петров').getByRole('button').count()).toBe(0);
  // It is not his turn, but he may look who has it.
  await badge(boris, 0).waitFor();

  await anna.button('Перезвонить: Иван Петров').click();
  await anna.status('Идёт разговор');
  await anna.panel.getByRole('list', { name: 'Кому перезвонить' }).waitFor({ state: 'detached' });
  await line(boris, 'Поговорили: Анна Смирнова').waitFor();
  await badge(anna, 0).click();
  await line(anna, 'Поговорили: Анна Смирнова').waitFor();

  anna.simulator.farHangup('101');
  await anna.status('Готов к звонку');
  missed(CLIENT);
  for (const one of [anna, boris]) {
    await badge(one, 1).waitFor();
    await line(one, 'Иван Петров').getByRole('button', { name: 'Взять: Иван Петров' }).waitFor();
  }
});

test('a client who was taken is given back, and a call-back in vain leaves the line with the attempt', async () => {
  await open();
  missed(SILENT);
  missed(CLIENT);
  await badge(anna, 2).click();
  await badge(boris, 2).click();
  await anna.button('Взять: Светлана Дорохова').click();
  await badge(boris, 1).waitFor();
  await anna.button('Вернуть всем: Светлана Дорохова').click();
  await badge(boris, 2).waitFor();
  await boris.button('Перезвонить: Светлана Дорохова').click();
  await line(anna, 'Перезванивали, без ответа: Борис Орлов').waitFor();
  await badge(anna, 2).waitFor();
  missed(SILENT);
  await line(anna, 'звонков: 2').getByText('Перезванивали, без ответа').waitFor();
});

test('who presses when a colleague has just taken the client reads who has them', async () => {
  await open();
  missed(CLIENT);
  await badge(boris, 1).click();
  await line(boris, 'Иван Петров').waitFor();
  // His page does not read yet that she has taken the client.
  let readOn = (): void => undefined;
  const held = new Promise<void>((resolve) => (readOn = resolve));
  await boris.page.route('**', async (route) => {
    if (route.request().postData()?.includes('get_missed_clients') === true) await held;
    await route.continue();
  });
  await badge(anna, 1).click();
  await anna.button('Взять: Иван Петров').click();
  await line(anna, 'Вы взяли').waitFor();
  await boris.button('Перезвонить: Иван Петров').click();
  await until('his press has come', () => anna.commands().some((one) => one.startsWith('call_back')));
  readOn();
  await boris.panel.getByText('Иван Петров: уже занимается Анна Смирнова').waitFor();
  await line(boris, 'Занимается Анна Смирнова').waitFor();
  await boris.button('Скрыть сообщение').click();
  await boris.panel.getByText('Иван Петров: уже занимается').waitFor({ state: 'detached' });
  expect(anna.simulator.lineCount).toBe(0);
});

test('who presses elsewhere while a colleague has the client reads who it is, and calls by the same press again', async () => {
  await open();
  missed(CLIENT);
  await badge(anna, 1).click();
  await anna.button('Взять: Иван Петров').click();
  await badge(boris, 0).waitFor();
  const warning = boris.panel.getByText('Этим клиентом уже занимается Анна Смирнова.');
  await boris.input.fill(CLIENT);
  await boris.button('Позвонить').click();
  await warning.waitFor();
  await boris.button('Скрыть сообщение').click();
  await warning.waitFor({ state: 'detached' });
  // Neither by the number in amoCRM's page.
  await boris.clickPhone('123-45-67');
  await warning.waitFor();
  expect(anna.simulator.lineCount).toBe(0);
  await until('a press again calls', async () => {
    await boris.clickPhone('123-45-67');
    return anna.simulator.lineCount > 0;
  });
  await boris.status('Идёт разговор');
});

test('by keys alone: the list, its lines, a client taken and called', async () => {
  await open();
  missed(SILENT);
  await badge(anna, 1).waitFor();
  missed(CLIENT);
  await badge(anna, 2).focus();
  const { keyboard } = anna.page;
  const focused = (): Promise<string | null | undefined> =>
    anna.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await keyboard.press('Enter');
  await line(anna, 'Иван Петров').waitFor();
  await anna.button('Взять: Иван Петров').focus();
  await keyboard.press('ArrowDown');
  expect(await focused()).toBe('Взять: Светлана Дорохова');
  await keyboard.press('ArrowDown');
  expect(await focused()).toBe('Взять: Светлана Дорохова');
  await keyboard.press('ArrowUp');
  await keyboard.press('Space');
  await line(anna, 'Вы взяли').waitFor();
  expect(await focused()).toBe('Вернуть всем: Иван Петров');
  await keyboard.press('Escape');
  await line(anna, 'Иван Петров').waitFor({ state: 'detached' });
  expect(await focused()).toBe('Пропущенные звонки: 2');
  await keyboard.press('Enter');
  await anna.button('Перезвонить: Иван Петров').focus();
  await keyboard.press('Enter');
  await anna.status('Идёт разговор');
  expect(await anna.page.evaluate(() => document.activeElement?.matches('.asteriskng-root'))).toBe(true);
});

test('a colleague who called in vain stands below the clients', async () => {
  await open(60_000);
  await boris.input.fill('101');
  await boris.button('Позвонить').click();
  await anna.status('Входящий звонок');
  await boris.button('Завершить').click();
  await badge(anna, 1).click();
  await anna.panel.getByText('Никто не ждёт звонка.').waitFor();
  await anna.panel.getByRole('list', { name: 'Звонили коллеги' }).getByText('Борис Орлов').waitFor();
  await anna.panel.locator('[data-command=closed]').click();
  await badge(anna, 1).waitFor({ state: 'detached' });
});
