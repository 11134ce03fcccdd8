import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { until } from '../asterisk/support/until';
import { openIndexed } from './support/openIndexed';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** @param answerMs after which a simulated phone answers by itself */
async function open(answerMs = 150): Promise<void> {
  const backend = { telephony: { driver: 'simulator', answerMs } as const };
  tab = await openIndexed({ business: { ...russianBusiness, outcomes: null, pastCalls: [] }, backend });
}

/** The index looks for changes each half a minute, whether there are calls or not. */
const LOOK = /\/(users|events)\?|\/leads\/pipelines$|[?&]order(\[|%5B)(updated_at|id)(\]|%5D)=/;

/** The lines of a card: label and text. */
const facts = (name: string): Promise<string[]> =>
  tab.popup(name).locator('.asteriskng-fact').allInnerTexts();

test('while it rings the card says who it is and what about; from before the ring to the hang-up nothing is asked of amoCRM', async () => {
  await open();
  const { requests } = tab.sandbox.api;
  // More than a second before the ring.
  const ready = requests.length;
  tab.simulator.incoming('+74950123427', ['101'], { answersItself: false });
  const card = tab.popup('Тимур Ахметов');
  await card.locator('.asteriskng-facts').waitFor();
  expect(await card.locator('.asteriskng-party').innerText()).toMatch(
    /^Тимур Ахметов\s+\+7 495 012-34-27\s+ООО «Ромашка»$/,
  );
  // The deal with the next task is the likeliest, although the other one was changed later.
  expect((await facts('Тимур Ахметов')).map((text) => text.replace(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/^Сделка Столы для ресторана «Айва» · 520.000.₽ Смета отправлена \+ ещё 1$/),
    expect.stringMatching(/^Задача Привезти образец столешницы /),
    expect.stringMatching(/^Ведёт Борис Орлов линия свободна$/),
  ]);
  // The responsible agent takes another call: it is seen while it rings.
  tab.simulator.incoming('+79990000001', ['102'], { answersItself: false });
  await card.getByText('телефон звонит').waitFor();
  tab.simulator.answer('102');
  await card.getByText('разговаривает').waitFor();
  tab.simulator.farHangup('102');
  await card.getByText('линия свободна').waitFor();
  await card.getByRole('button', { name: 'Ответить', exact: true }).click();
  await tab.status('Идёт разговор');
  // The other call is written into amoCRM.
  const asked = requests.slice(ready).filter((request) => !LOOK.test(request) && !request.startsWith('POST'));
  expect(asked).toEqual([]);
  // The company opens without a page load.
  await tab.page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await tab.call.getByRole('link', { name: 'ООО «Ромашка»', exact: true }).click();
  await tab.page.waitForURL('**/companies/detail/*');
  expect(await tab.page.evaluate(() => 'isSamePage' in window)).toBe(true);
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  // Once it has ended the call goes to the feed: requests are seen where there are some.
  await until('the call in the feed', () =>
    requests.some((request) => request.startsWith('POST /api/v4/calls')),
  );
});

test('of an unknown caller the page asks amoCRM nothing, and offers to make a contact', async () => {
  await open();
  const { requests } = tab.sandbox.api;
  const ready = requests.length;
  tab.simulator.incoming(russianBusiness.unknownNumber, ['101'], { answersItself: false });
  const card = tab.popup('+7 999 555-00-11');
  await card.getByRole('button', { name: 'Создать контакт' }).waitFor();
  await card.getByRole('button', { name: 'Ответить', exact: true }).click();
  await tab.status('Идёт разговор');
  expect(requests.slice(ready).filter((request) => !LOOK.test(request))).toEqual([]);
});

test('who is asked about a client, and who is handed one, sees name and card of the client before answering', async () => {
  await open(120_000);
  const boris = await SandboxPage.visit(tab.sandbox, '/?user=2');
  await boris.status('Готов к звонку');
  tab.simulator.incoming('+74950123427', ['101'], { answersItself: false });
  await tab.popup('Тимур Ахметов').getByRole('button', { name: 'Ответить', exact: true }).click();
  await tab.status('Идёт разговор');
  await tab.input.fill('102');
  await tab.button('Посоветоваться').click();
  const asked = boris.popup('Анна Смирнова');
  await asked.getByText('Анна Смирнова: вопрос о клиенте').waitFor();
  const client = asked.getByRole('link', { name: 'Тимур Ахметов', exact: true });
  await client.waitFor();
  await asked.getByRole('link', { name: 'ООО «Ромашка»', exact: true }).waitFor();
  await asked.getByRole('link', { name: /^Столы для ресторана «Айва»/ }).waitFor();
  await tab.button('Вернуться').click();
  await tab.call.getByText('Тимур Ахметов').waitFor();

  await tab.input.fill('102');
  await tab.button('Перевести').click();
  const handed = boris.popup('Тимур Ахметов');
  await handed.getByText('Анна Смирнова переводит вам звонок').waitFor();
  await handed.getByRole('link', { name: /^Столы для ресторана «Айва»/ }).waitFor();
  expect(await boris.faults()).toEqual([]);
  await boris.page.context().close();
});

test('the contact that is chosen among several, by the keyboard, is the caller in this call, in the next one, and for colleagues', async () => {
  await open();
  tab.simulator.incoming('+74957778899', ['101'], { answersItself: false });
  const other = tab.popups.getByRole('link', { name: 'Сергей Котов', exact: true });
  await other.waitFor();
  await other.press('Enter');
  await until('the backend remembers it', () =>
    tab.sandbox.proxy.records.some(({ method, outcome }) => method === 'choose_contact' && outcome === '200'),
  );
  await tab.page.waitForURL('**/contacts/detail/1010');
  await tab.popup('Сергей Котов').locator('.asteriskng-name', { hasText: 'Сергей Котов' }).waitFor();
  tab.simulator.farHangup('101');
  await tab.outcome('Пропущенный');

  // Another computer, which has seen no choice.
  const colleague = await SandboxPage.visit(tab.sandbox, '/?user=2');
  await colleague.status('Готов к звонку');
  tab.simulator.incoming('+74957778899', ['102'], { answersItself: false });
  const card = colleague.popup('Сергей Котов');
  await card.locator('.asteriskng-name', { hasText: 'Сергей Котов' }).waitFor();
  // A wrong choice can be changed.
  await card.getByRole('link', { name: 'Марина Котова', exact: true }).waitFor();
  expect(await colleague.faults()).toEqual([]);
  await colleague.page.context().close();
});
