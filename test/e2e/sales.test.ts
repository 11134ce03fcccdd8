import { scenarioContacts } from '../../sandbox/business/Business';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** A client rings, and the agent answers. */
async function talk(): Promise<void> {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить', exact: true }).click();
  await tab.status('Идёт разговор');
}

/** Where it begins, px from the top of the window. */
const topOf = async (part: ReturnType<SandboxPage['popup']>): Promise<number> =>
  (await part.boundingBox())?.y ?? NaN;

test('keys of the keyboard are keys of the open keypad, and are shown; in a text field they are not', async () => {
  await talk();
  await tab.button('Клавиши').click();
  await tab.page.keyboard.type('12#');
  await tab.call.getByText('Набрано: 12#').waitFor();
  await tab.call.getByRole('button', { name: '4', exact: true }).click();
  await tab.call.getByText('Набрано: 12#4').waitFor();
  await tab.input.focus();
  await tab.page.keyboard.type('77');
  expect(await tab.input.inputValue()).toBe('77');
  await tab.call.getByText('Набрано: 12#4').waitFor();
  await tab.button('Клавиши').click();
  await tab.button('Клавиши').click();
  expect(await tab.call.getByText('Набрано').count()).toBe(0);
});

test('a text for a new call waits while the field is for a transfer', async () => {
  await tab.input.fill('Ольга');
  await talk();
  expect(await tab.input.inputValue()).toBe('');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  expect(await tab.input.inputValue()).toBe('Ольга');
});

test('the talk stands above the outcome of another call and above lists, and the head says that it is held', async () => {
  await talk();
  const second = russianBusiness.cards.find(({ id }) => id === scenarioContacts.second);
  tab.simulator.incoming(second?.phones[0] ?? '', ['101'], { answersItself: false });
  const other = tab.popup(second?.name ?? '');
  await other.getByRole('button', { name: 'Отклонить' }).click();
  await tab.popup('Звонок отклонён').waitFor();
  expect(await topOf(tab.popup('Звонок отклонён'))).toBeGreaterThan(await topOf(tab.call));
  await tab.panel.getByRole('button', { name: 'Мои настройки' }).click();
  expect(await topOf(tab.panel.getByText('Звук звонка'))).toBeGreaterThan(await topOf(tab.call));
  await tab.button('Удержание').click();
  await tab.status('На удержании');
});

test('a consultation says whom "Соединить" joins', async () => {
  await talk();
  await tab.input.fill('102');
  await tab.button('Посоветоваться').click();
  await tab.call.getByText('«Соединить» свяжет: Иван Петров — Борис Орлов').waitFor();
});
