import { scenarioContacts } from '../../sandbox/business/Business';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { russianOutcomes } from '../../sandbox/business/russianOutcomes';
import { until } from '../asterisk/support/until';
import { openIndexed } from './support/openIndexed';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** A low laptop. */
const LOW = { width: 1280, height: 600 };

const regular = russianBusiness.cards.find(({ id }) => id === scenarioContacts.regular);
const [NUMBER = ''] = regular?.phones ?? [];

async function open(answerMs = 150): Promise<void> {
  const backend = { telephony: { driver: 'simulator', answerMs } as const };
  // Without an outcome the entry waits so long for one.
  const outcomes = { ...russianOutcomes, waitSeconds: 10 };
  const business = { ...russianBusiness, outcomes, pastCalls: [] };
  tab = await openIndexed({ business, backend }, '/', { viewport: LOW });
}

/** The client calls, and the agent answers by hand. */
async function talk(): Promise<void> {
  tab.simulator.incoming(NUMBER, ['101'], { answersItself: false });
  tab.simulator.answer('101');
  await tab.status('Идёт разговор');
  await tab.panel.getByRole('textbox', { name: 'Заметка' }).waitFor();
}

const note = (one = tab) => one.panel.locator('.asteriskng-note');
const outcome = (name: string) => tab.panel.getByRole('radio', { name, exact: true });
const form = () => tab.panel.getByRole('group', { name: 'Следующая задача' });
const text = () => form().getByRole('textbox', { name: 'Что сделать' });
/** The next tasks in amoCRM. */
const tasks = () => tab.sandbox.account.life.tasks.filter(({ text: one }) => one.includes('(AsteriskNG '));
const minutesLeft = (till: number | undefined): number => Math.round(((till ?? 0) - Date.now() / 1_000) / 60);

test('an outcome’s own task is there without a press more, and goes when the client hangs up; the other outcomes stay in sight', async () => {
  await open();
  await talk();
  await tab.call.getByRole('link', { name: /^Стойка регистрации и холл/ }).click({ trial: true });
  await outcome('Нужна смета').click();
  await text().waitFor();
  for (const name of ['Договорились', 'Перезвонить', 'Отказ']) await outcome(name).click({ trial: true });
  tab.simulator.farHangup('101');
  await tab.button('Готово').click();
  await until('the task', () => tasks().length > 0);
  expect(tasks()[0]?.text).toMatch(/^Прислать смету \(/);
  expect(minutesLeft(tasks()[0]?.till)).toBeGreaterThan(1_400);
});

test('"No task" takes it off; amoCRM’s feed shows a talk that ended so as a talk', async () => {
  await open();
  await talk();
  await outcome('Перезвонить').click();
  await tab.button('Без задачи').click();
  tab.simulator.farHangup('101');
  await tab.button('Готово').click();
  await until('the call', () => tab.sandbox.account.life.calls.length > 0);
  expect([tab.sandbox.account.life.calls[0]?.result, tasks()]).toEqual(['Перезвонить', []]);
  const { card } = tab.sandbox.account.life.calls[0] ?? {};
  await tab.page.goto(`${tab.sandbox.url}/${card?.kind ?? ''}/detail/${card?.id ?? ''}`);
  const event = tab.page.locator('[data-event=call][data-tone=incoming]').first();
  await event.getByText(/· \d:\d\d · перезвонить позже/).waitFor();
});

test('a task that is typed without a time is kept over a reload and the hang-up, and "Done" makes it', async () => {
  await open();
  await talk();
  await tab.button('+ задача').click();
  await text().fill('Прислать каталог столешниц');
  await tab.page.reload();
  await tab.page.waitForSelector('body[data-ready]');
  await tab.panel.getByRole('button', { name: /^.+ · Прислать каталог столешниц$/ }).click();
  await text().fill('Прислать каталог столешниц и образцы');
  tab.simulator.farHangup('101');
  await tab.button('Готово').click();
  await until('the task', () => tasks().length > 0);
  expect(tasks()[0]?.text).toMatch(/^Прислать каталог столешниц и образцы \(/);
});

test('a task is due on the day and time that the agent picks; after the call its card says who it was and calls back', async () => {
  await open();
  await talk();
  await tab.button('+ задача').click();
  await text().fill('Перезвонить по смете');
  await tab.button('Другое время').click();
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await form()
    .getByLabel('Другое время', { exact: true })
    .and(tab.page.locator('input'))
    .fill(`${day}T15:30`);
  tab.simulator.farHangup('101');
  await tab.button('Готово').waitFor();
  await note()
    .getByRole('link', { name: regular?.name ?? '', exact: true })
    .waitFor();
  await note().getByText('+7 910 123-45-67').waitFor();
  await tab.button('Готово').click();
  await until('the task', () => tasks().length > 0);
  const due = new Date((tasks()[0]?.till ?? 0) * 1_000);
  expect([due.getHours(), due.getMinutes(), due.getTime() > Date.now() + 86_400_000]).toEqual([15, 30, true]);
});

test('after a call the client is called back from its note', async () => {
  await open();
  await talk();
  tab.simulator.farHangup('101');
  await tab.panel.getByRole('button', { name: `Перезвонить: ${regular?.name ?? ''}` }).click();
  await tab.call.getByText(regular?.name ?? '').waitFor();
});

test('who is asked about a client sees whom at 600 px, and after the transfer writes the client’s note', async () => {
  await open(120_000);
  const boris = await SandboxPage.visit(tab.sandbox, '/?user=2', '', { viewport: LOW });
  await boris.status('Готов к звонку');
  await talk();
  const name = regular?.name ?? '';
  await tab.input.fill('102');
  await tab.button('Посоветоваться').click();
  tab.simulator.answer('102');
  await note().getByText(`Заметка к разговору: ${name}`).waitFor();
  await note(boris).getByText(`Заметка к разговору: ${name}`).waitFor();
  await boris.call.getByRole('link', { name, exact: true }).click({ trial: true });
  await tab.button('Соединить').click();
  await boris.call.getByText(name).first().waitFor();
  tab.simulator.farHangup('102');
  await boris.button('Готово').waitFor();
  await note(boris).getByRole('link', { name, exact: true }).waitFor();
  expect(await note(boris).getByText('Анна Смирнова').count()).toBe(0);
  expect(await boris.faults()).toEqual([]);
  await boris.page.context().close();
});
