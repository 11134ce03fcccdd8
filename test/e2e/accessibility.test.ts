import { CARD_NUMBER, putCard } from './support/putCard';
import { SandboxPage } from './support/SandboxPage';
import { violations } from './support/violations';

test.each(['light', 'dark'])(
  'axe finds nothing in the %s theme: idle, list, call, problem, folded, settings of each kind',
  async (theme) => {
    const tab = await SandboxPage.open({}, `/?theme=${theme}`);
    await tab.status('Готов к звонку');
    expect(await violations(tab)).toEqual([]);
    await tab.input.fill('о');
    await tab.found.getByRole('option').first().waitFor();
    await tab.page.keyboard.press('ArrowDown');
    expect(await violations(tab)).toEqual([]);
    await tab.page.keyboard.press('Enter');
    await tab.status('Идёт разговор');
    await tab.button('Выключить микрофон').click();
    await tab.call.getByText('микрофон выключен').waitFor();
    tab.sandbox.backend.simulator.refuseNext('hold', 'NotSupported');
    await tab.button('Удержание').click();
    await tab.panel.locator('.asteriskng-problem').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.button('Свернуть панель').click();
    expect(await violations(tab)).toEqual([]);
    await tab.openSettings();
    await tab.page.locator('[data-state=connected]').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.page.getByRole('textbox', { name: 'Адрес сервера' }).fill('http://example.com');
    await tab.page.locator('[data-state=notHttps]').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.page.getByRole('textbox', { name: 'Адрес сервера' }).fill('http://127.0.0.1:9');
    await tab.page.getByRole('combobox', { name: 'Как подключаться' }).selectOption('Напрямую из браузера');
    await tab.page.getByText('Возможные причины').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.page.getByRole('combobox', { name: 'Как подключаться' }).selectOption('Напрямую к ECSS-10');
    await tab.page.getByText('Укажите адрес, домен').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.close();
  },
);

test.each(['light', 'dark'])('axe finds nothing in the %s theme: popups of every kind', async (theme) => {
  const tab = await SandboxPage.open({}, `/?theme=${theme}`);
  await tab.status('Готов к звонку');
  const popupButton = (popup: string, name: string) =>
    tab.popup(popup).getByRole('button', { name, exact: true });
  await tab.scenario('known-client');
  await popupButton('Иван Петров', 'Ответить').waitFor();
  expect(await violations(tab)).toEqual([]);
  await popupButton('Иван Петров', 'Отклонить').click();
  await tab.popup('Звонок отклонён').waitFor();
  expect(await violations(tab)).toEqual([]);
  await tab.scenario('unknown-number');
  await tab.popups.getByRole('button', { name: 'Создать контакт' }).waitFor();
  expect(await violations(tab)).toEqual([]);
  tab.simulator.farHangup('101');
  await tab.popup('Пропущенный звонок').waitFor();
  expect(await violations(tab)).toEqual([]);
  await tab.scenario('several-contacts');
  await tab.popup('Номер есть у нескольких контактов').waitFor();
  expect(await violations(tab)).toEqual([]);
  tab.simulator.refuseNext('answer', 'AgentUnavailable');
  await popupButton('Номер есть у нескольких контактов', 'Ответить').click();
  await tab.popup('Не удалось ответить').waitFor();
  expect(await violations(tab)).toEqual([]);
  await tab.button('Свернуть панель').press('Enter');
  await popupButton('Номер есть у нескольких контактов', 'Ответить').click();
  await popupButton('Разговор', 'Клавиши').click();
  await tab.popups.getByRole('button', { name: '#' }).waitFor();
  await tab.scenario('known-client');
  await tab.popup(/Входящий звонок.*Иван Петров/).waitFor();
  expect(await violations(tab)).toEqual([]);
  await tab.close();
});

test.each(['light', 'dark'])(
  'axe finds nothing in the %s theme: missed calls, preferences, two calls, a consultation',
  async (theme) => {
    const tab = await SandboxPage.open({}, `/?theme=${theme}`);
    await tab.status('Готов к звонку');
    await tab.scenario('known-client');
    await tab.popup('Иван Петров').waitFor();
    tab.simulator.farHangup('101');
    await tab.button('Пропущенные звонки: 1').click();
    await tab.panel.getByRole('button', { name: 'Перезвонить: Иван Петров' }).waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.button('Мои настройки').click();
    await tab.panel.getByRole('checkbox', { name: /Сочетания клавиш/ }).waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.panel.getByRole('group', { name: 'Мои настройки' }).getByRole('button').click();
    await tab.scenario('known-client');
    await tab.popup('Входящий звонок').getByRole('button', { name: 'Ответить' }).click();
    await tab.status('Идёт разговор');
    await tab.scenario('unknown-number');
    await tab.popups.getByRole('button', { name: 'Удержать и ответить' }).click();
    await tab.panel.getByRole('listitem').filter({ hasText: 'Иван Петров' }).waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.input.fill('102');
    await tab.button('Посоветоваться').click();
    await tab.call.getByText('Консультация').waitFor();
    await tab.button('Соединить').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.close();
  },
);

test.each(['light', 'dark'])("axe finds nothing in the %s theme: a caller's whole card", async (theme) => {
  const tab = await SandboxPage.open({}, `/?theme=${theme}`);
  await putCard(tab);
  await tab.status('Готов к звонку');
  // A first call ends the poll that began before the cards were put.
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Отклонить' }).click();
  await tab.popup('Звонок отклонён').waitFor();
  tab.simulator.incoming(CARD_NUMBER, ['101'], { answersItself: false });
  await tab.popups.locator('.asteriskng-fact').nth(4).waitFor();
  expect(await violations(tab)).toEqual([]);
  await tab.page.setViewportSize({ width: 390, height: 800 });
  expect(await violations(tab)).toEqual([]);
  await tab.popups.getByRole('button', { name: 'Ответить' }).click();
  await tab.call.locator('.asteriskng-fact').nth(4).waitFor();
  expect(await violations(tab)).toEqual([]);
  await tab.close();
});

test('in English the panel has no Russian text', async () => {
  const tab = await SandboxPage.open({}, '/?lang=en');
  await tab.status('Ready to call');
  expect(await tab.panel.innerText()).not.toMatch(/[а-яё]/i);
  await tab.close();
});
