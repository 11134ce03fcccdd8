import type { ConfigurationInput } from '../../server/config/Configuration';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { until } from '../asterisk/support/until';
import { openIndexed } from './support/openIndexed';
import type { SandboxPage } from './support/SandboxPage';

const NUMBER = '+79161112233';
const SHOWN = '+7 916 111-22-33';
const ANNA = russianBusiness.users[0]?.id;

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** @param contacts of the backend's phone book; left out: those of the business */
async function open(business = russianBusiness, contacts?: ConfigurationInput['contacts']): Promise<void> {
  tab = await openIndexed({
    business: { ...business, outcomes: null, pastCalls: [] },
    ...(contacts && { backend: { contacts } }),
  });
}

/** Takes the call that rings, and ends it. */
async function talk(): Promise<void> {
  await card().getByRole('button', { name: 'Ответить', exact: true }).click();
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
}

/** The unknown number rings. */
function ring(): void {
  tab.simulator.incoming(NUMBER, ['101'], { answersItself: false });
}

/** The card of the call, which is part of the panel while people talk. */
const card = (at = tab) => at.page.locator('.asteriskng-call', { hasText: SHOWN }).first();
const create = (what: 'контакт' | 'сделку', at = tab) =>
  card(at).getByRole('button', { name: `Создать ${what}`, exact: true });

/** Cards of the account that were made with the number. */
const made = (kind: 'contacts' | 'leads') =>
  tab.sandbox.account.cards.all.filter((card) => card.kind === kind && card.phones.includes(NUMBER));

/** Whether the page is still the one that was loaded, by a mark on it. */
const mark = (): Promise<void> =>
  tab.page.evaluate(() => document.documentElement.setAttribute('data-mark', ''));
const isSamePage = (): Promise<boolean> =>
  tab.page.evaluate(() => document.documentElement.hasAttribute('data-mark'));

test('while an unknown caller rings a deal is made by one key: with its contact, of the agent, opened without a page load, on the card at once, and the call goes to it', async () => {
  await open();
  ring();
  await mark();
  await create('сделку').press('Enter');
  await until('the deal', () => made('leads').length > 0);
  const [contact] = made('contacts');
  const [lead] = made('leads');
  expect([contact, lead]).toMatchObject([
    { name: SHOWN, phones: [NUMBER], responsible: ANNA },
    { name: `Звонок: ${SHOWN}`, contact: contact?.id, responsible: ANNA },
  ]);
  await tab.page.waitForURL(`**/leads/detail/${lead?.id}`);
  expect(await isSamePage()).toBe(true);
  await card().getByRole('link', { name: SHOWN }).waitFor();
  await create('сделку').waitFor({ state: 'detached' });
  // The index has learned of it: the deal, its stage and who leads it stand on the card.
  await card()
    .locator('.asteriskng-fact', { hasText: `Звонок: ${SHOWN}` })
    .waitFor();
  expect(await card().locator('.asteriskng-facts').innerText()).toContain('Анна Смирнова');
  await talk();
  await until('the call in the feed', () => tab.sandbox.account.life.calls.length > 0);
  expect(tab.sandbox.account.life.calls).toMatchObject([{ card: { kind: 'leads', id: lead?.id } }]);
  expect([made('contacts').length, made('leads').length]).toEqual([1, 1]);
});

test('a double click while talking, and a click in another tab at the same moment, make one contact', async () => {
  await open();
  const other = await tab.another();
  await other.status('Готов к звонку');
  ring();
  await create('контакт', other).waitFor();
  tab.simulator.answer('101');
  await Promise.all([tab, other].map((one) => one.status('Идёт разговор')));
  const click = (one: SandboxPage): Promise<void> =>
    one.page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('[data-command=create]');
      button?.click();
      button?.click();
    });
  await Promise.all([click(tab), click(other)]);
  await Promise.all([tab, other].map((one) => one.page.waitForURL('**/contacts/detail/*')));
  await Promise.all([tab, other].map((one) => card(one).getByRole('link', { name: SHOWN }).waitFor()));
  expect(made('contacts')).toMatchObject([{ name: SHOWN, responsible: ANNA }]);
});

test.each(['контакт', 'сделку'] as const)(
  'where the answer of amoCRM is lost, «Создать %s» makes one and opens it',
  async (what) => {
    await open();
    ring();
    tab.sandbox.makings.setBehaviour('lost');
    await create(what).click();
    await tab.page.waitForURL('**/detail/*');
    expect(made('contacts')).toHaveLength(1);
    expect(made('leads')).toHaveLength(what === 'сделку' ? 1 : 0);
  },
);

test.each(['контакт', 'сделку'] as const)(
  'when the call is over and waits among the unsorted, «Создать %s» takes it from there to the new client',
  async (what) => {
    await open();
    ring();
    await talk();
    await create(what).hover();
    const { account } = tab.sandbox;
    await until('the unsorted call', () => account.life.unsorted.length > 0);
    await create(what).click();
    await until('the call in the feed', () => account.life.calls.length > 0);
    await until('nothing unsorted', () => account.life.unsorted.length === 0);
    const [contact] = made('contacts');
    const [lead] = made('leads');
    const { kind, id } = what === 'сделку' ? lead! : contact!;
    expect(account.life.calls).toMatchObject([{ card: { kind, id }, phone: NUMBER, status: 4 }]);
    expect(made('contacts')).toHaveLength(1);
    await tab.page.waitForURL(`**/${kind}/detail/${id}`);
    // The feed shows the call with its recording.
    await tab.page.locator('.host-event audio').waitFor();
  },
);

test('of whom only the phone book has a name a contact of that name is made', async () => {
  await open(russianBusiness, [{ name: 'Склад на Лесной', phone: NUMBER }]);
  ring();
  await tab.popup('Склад на Лесной').waitFor();
  await create('контакт').click();
  await until('the contact', () => made('contacts').length > 0);
  expect(made('contacts')).toMatchObject([{ name: 'Склад на Лесной', phones: [NUMBER] }]);
  await card().getByRole('link', { name: 'Склад на Лесной' }).waitFor();
  await create('контакт').waitFor({ state: 'detached' });
});

test('whom the phone book names and amoCRM knows has the link to the contact, and no button to make one', async () => {
  await open(russianBusiness, [{ name: 'Айва, зал', phone: '+74950123427' }]);
  tab.simulator.incoming('+74950123427', ['101'], { answersItself: false });
  const known = tab.popup('Айва, зал');
  await known.getByRole('link', { name: 'Айва, зал' }).waitFor();
  await known.locator('.asteriskng-facts').waitFor();
  expect(await known.getByRole('button', { name: /^Создать/ }).count()).toBe(0);
});

test('a user without the right sees why, and nothing is made', async () => {
  const [anna, ...others] = russianBusiness.users;
  if (anna === undefined) throw new Error('no user');
  await open({ ...russianBusiness, users: [{ ...anna, mayAdd: false }, ...others] });
  ring();
  await create('контакт').click();
  const problem = card().getByRole('alert');
  await problem.waitFor();
  expect(await problem.innerText()).toBe(
    'Не создано: в amoCRM у вас нет на это права. Его даёт администратор amoCRM.',
  );
  expect(made('contacts')).toEqual([]);
});

test('while amoCRM is down it is said, and a later press makes the one', async () => {
  await open();
  ring();
  tab.sandbox.makings.setBehaviour('error');
  await create('контакт').click();
  await tab
    .popup(SHOWN)
    .getByText('amoCRM не отвечает. Нажмите ещё раз: второй карточки не появится.')
    .waitFor();
  tab.sandbox.makings.setBehaviour('signedOut');
  await create('контакт').click();
  await card().getByText('сеанс в amoCRM закончился').waitFor();
  tab.sandbox.makings.setBehaviour('good');
  await create('контакт').click();
  await tab.page.waitForURL('**/contacts/detail/*');
  expect(made('contacts')).toHaveLength(1);
});
