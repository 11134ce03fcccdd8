import type { Locator } from 'playwright-core';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { until } from '../asterisk/support/until';
import { openIndexed } from './support/openIndexed';
import { SandboxPage } from './support/SandboxPage';
import { violations } from './support/violations';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** The client of two open deals, whom another agent is responsible for. */
const TWO_DEALS = '+74950123427';

const open = async (path = '/', choice = {}, options = {}): Promise<void> => {
  tab = await openIndexed({ business: { ...russianBusiness, pastCalls: [] }, ...options }, path, choice);
};

const note = (one = tab): Locator => one.panel.locator('.asteriskng-note');
const field = (one = tab): Locator => one.panel.getByRole('textbox', { name: 'Заметка' });
const state = (one = tab): Locator => one.panel.locator('.asteriskng-note-state');
const outcome = (name: string, one = tab): Locator => one.panel.getByRole('radio', { name, exact: true });
const savings = (): number => tab.sandbox.proxy.records.filter(({ method }) => method === 'save_note').length;

/** A client calls, and the agent answers by hand. */
async function talk(number: string, via?: string): Promise<void> {
  tab.simulator.incoming(number, ['101'], { answersItself: false, ...(via !== undefined && { via }) });
  tab.simulator.answer('101');
  await tab.status('Идёт разговор');
  await field().waitFor();
}

/** What the feed of a deal has got. */
const life = () => tab.sandbox.account.life;

test('a note is kept from the first key, over a reload and the hang-up, and goes with outcome and deal to amoCRM', async () => {
  await open();
  await talk(TWO_DEALS);
  await field().pressSequentially('Ж');
  await tab.page.reload();
  await tab.page.waitForSelector('body[data-ready]');
  await until('the note after the reload', async () => (await field().inputValue()) === 'Ж');
  await field().pressSequentially('дёт образец');
  await state().getByText('Сохранено', { exact: true }).waitFor();
  await tab.panel.getByRole('combobox', { name: 'Сделка' }).selectOption('Барная стойка для «Айвы»');
  await state().getByText('Сохранено · попадёт в сделку «Барная стойка для «Айвы»»').waitFor();
  tab.simulator.farHangup('101');
  await note()
    .getByText(/^Разговор завершён · \d:\d\d$/)
    .waitFor();
  await note()
    .getByText(/^в amoCRM через \d:\d\d$/)
    .waitFor();
  // The card of the ended call is not there besides.
  await tab.popups.locator('.asteriskng-popup').waitFor({ state: 'detached' });
  expect(await field().inputValue()).toBe('Ждёт образец');
  await tab.button('Ещё минуту').click();
  await note()
    .getByText(/^в amoCRM через 1:\d\d$/)
    .waitFor();
  await outcome('Договорились').click();
  await tab.button('Готово').click();
  await note().waitFor({ state: 'hidden' });
  await until('the call in the deal', () => life().calls.length > 0);
  expect(life().calls).toMatchObject([
    { card: { kind: 'leads', id: '2006' }, result: 'Договорились', status: 4 },
  ]);
  await until('the note in the deal', () => life().notes.length > 0);
  expect(life().notes).toMatchObject([{ card: { kind: 'leads', id: '2006' } }]);
  expect(life().notes[0]?.text).toMatch(/^Итог: Договорились\nАнна Смирнова: Ждёт образец\n/);
});

test('a wanted outcome is asked for where the call came by its queue; a new call comes first, and the note is one press away', async () => {
  await open();
  await talk('+79165551212', russianBusiness.queue);
  await field().fill('Просит счёт');
  tab.simulator.farHangup('101');
  await tab.button('Готово').click();
  await tab.panel.getByRole('alert').filter({ hasText: 'Выберите итог' }).waitFor();
  expect(await tab.page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('radio');
  expect(await violations(tab)).toEqual([]);
  await tab.input.focus();
  await talk('+79101234567');
  expect(await field().inputValue()).toBe('');
  await tab.button('Не дописано: Ольга Ёлкина').click();
  expect(await field().inputValue()).toBe('Просит счёт');
  expect(await field().evaluate((node) => node === document.activeElement)).toBe(true);
  await outcome('Отказ').click();
  await tab.button('Готово').click();
  await until('the note of the talk', async () => (await field().inputValue()) === '');
  await note().getByText('Разговор завершён').waitFor({ state: 'detached' });
  await until('the call with its outcome', () => life().calls.some(({ result }) => result === 'Отказ'));
});

test('when the client rings again the card has the note and the outcome of the last talk, as they were typed', async () => {
  await open();
  await talk(TWO_DEALS);
  await field().fill('<b>Ждёт</b> смету &amp; образец');
  await outcome('Договорились').click();
  await state().getByText('Сохранено').waitFor();
  tab.simulator.farHangup('101');
  await tab.button('Готово').click();
  await until('the note in amoCRM', () => life().notes.length > 0);
  tab.simulator.incoming(TWO_DEALS, ['101'], { answersItself: false });
  const said = 'Договорились · <b>Ждёт</b> смету &amp; образец';
  const last = tab.popup('Тимур Ахметов').getByRole('listitem', { name: said });
  await last.waitFor();
  expect(await last.innerText()).toMatch(/^↙\S* \d?\d:\d\d · вх\. \d:\d\d · Анна С\.\n/);
  expect((await last.innerText()).endsWith(said)).toBe(true);
  expect(await violations(tab)).toEqual([]);
});

test('an outgoing call without an answer has its outcome, and the folded panel says that it is unfinished', async () => {
  const telephony = { driver: 'simulator', noAnswerMs: 300 } as const;
  await open('/', {}, { backend: { telephony } });
  // The simulator has no answer there.
  await tab.input.fill('+74951112201');
  await tab.input.press('Enter');
  await note().getByText('Не ответили', { exact: true }).waitFor();
  await tab.button('Свернуть панель').click();
  const mark = tab.panel.getByRole('button', { name: 'Не дописано: +7 495 111-22-01' });
  await mark.waitFor();
  expect(await violations(tab)).toEqual([]);
  await mark.click();
  await outcome('Отказ').click();
  expect(await mark.isVisible()).toBe(false);
  await tab.button('Готово').click();
  await note().waitFor({ state: 'hidden' });
  await until('the outcome at the backend', () =>
    tab.sandbox.proxy.records.some(({ method, outcome: end }) => method === 'set_outcome' && end === '200'),
  );
});

test('by keys alone: note, outcome, next task and the end', async () => {
  await open();
  await talk('+79101234567');
  const { keyboard } = tab.page;
  await field().focus();
  await keyboard.type('Набрать после обеда');
  await keyboard.press('Tab');
  await keyboard.press('ArrowRight');
  await keyboard.press('Space');
  await outcome('Перезвонить').and(tab.page.locator('[aria-checked=true]')).waitFor();
  // Its task is offered: one press more.
  await tab.panel.getByRole('group', { name: 'Следующая задача' }).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await tab.panel.getByRole('button', { name: /^.+ · Перезвонить$/ }).waitFor();
  await state().getByText('Сохранено').waitFor();
  tab.simulator.farHangup('101');
  await tab.button('Готово').waitFor();
  await tab.button('Готово').focus();
  await keyboard.press('Enter');
  await note().waitFor({ state: 'hidden' });
  expect(await tab.page.evaluate(() => document.activeElement?.matches('.asteriskng-root'))).toBe(true);
  await until('the task', () => life().tasks.some(({ text }) => text.startsWith('Перезвонить (AsteriskNG ')));
});

test('without a connection the note stays in the browser, says so, and goes by itself once there is one', async () => {
  await open();
  await talk('+79101234567');
  tab.fault({ kind: 'badGateway' });
  await field().fill('Связь пропала');
  await state().getByText('Сохранено в браузере — нет связи').waitFor();
  expect(savings()).toBe(1);
  tab.fault({ kind: 'none' });
  await state().getByText('Сохранено', { exact: true }).waitFor();
  tab.fault({ kind: 'badGateway' });
  await field().fill('Связь пропала снова');
  await tab.page.reload();
  await tab.page.waitForSelector('body[data-ready]');
  tab.fault({ kind: 'none' });
  await until(
    'the note after the reload',
    async () => (await field().inputValue()) === 'Связь пропала снова',
  );
  await state().getByText('Сохранено', { exact: true }).waitFor();
});

test('all tabs show the note, and the one in which it is typed sends it', async () => {
  await open();
  await talk('+79101234567');
  const other = await tab.another();
  await field(other).waitFor();
  await field().fill('Пишу здесь');
  await until('the text in the other tab', async () => (await field(other).inputValue()) === 'Пишу здесь');
  await state(other).getByText('Сохранено').waitFor();
  expect(savings()).toBe(1);
  await field(other).fill('А теперь там');
  await until('the text in the first tab', async () => (await field().inputValue()) === 'А теперь там');
  await state().getByText('Сохранено').waitFor();
  expect(savings()).toBe(2);
  expect(await other.faults()).toEqual([]);
});

test('who takes the client over reads what the colleague wrote; a second computer goes on with the text', async () => {
  await open();
  await talk('+79101234567');
  await field().fill('Хочет ночной монтаж');
  await state().getByText('Сохранено').waitFor();
  const elsewhere = await SandboxPage.visit(tab.sandbox);
  await until(
    'the text on the other computer',
    async () => (await field(elsewhere).inputValue()) === 'Хочет ночной монтаж',
  );
  await field(elsewhere).fill('Хочет ночной монтаж, цена?');
  await state(elsewhere).getByText('Сохранено').waitFor();
  const colleague = await SandboxPage.visit(tab.sandbox, '/?user=2');
  await colleague.status('Готов к звонку');
  await tab.input.fill('102');
  await tab.button('Перевести').click();
  await colleague.status('Идёт разговор');
  await note()
    .getByText(/^Звонок передан: Борис Орлов · \d:\d\d$/)
    .waitFor();
  await colleague.panel
    .getByRole('list', { name: 'Заметки коллег' })
    .getByText('Хочет ночной монтаж, цена?')
    .waitFor();
  for (const one of [elsewhere, colleague]) {
    expect(await one.faults()).toEqual([]);
    await one.page.context().close();
  }
});

test.each(['light', 'dark'])('axe finds nothing in the %s theme, in a talk and after it', async (theme) => {
  await open(`/?theme=${theme}`, { viewport: { width: 390, height: 800 } });
  await talk(TWO_DEALS);
  await field().fill('Ждёт образец');
  await state().getByText('Сохранено').waitFor();
  await outcome('Перезвонить').click();
  await tab.panel.getByRole('group', { name: 'Следующая задача' }).waitFor();
  expect(await violations(tab)).toEqual([]);
  tab.simulator.farHangup('101');
  await tab.button('Готово').waitFor();
  expect(await violations(tab)).toEqual([]);
});
