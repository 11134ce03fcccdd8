import { scenarioContacts } from '../../sandbox/business/Business';
import { englishBusiness } from '../../sandbox/business/englishBusiness';
import { russianBusiness } from '../../sandbox/business/russianBusiness';
import { numberOf } from '../../sandbox/phonebook';
import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

const UNKNOWN = russianBusiness.unknownNumber;

/** Events of a kind on the page, such as calls of the feed. */
const events = (kind: string) => tab.page.locator(`#page_holder [data-event=${kind}]`);

/** A call to Anna that the caller gives up. */
async function missed(number: string): Promise<void> {
  tab.simulator.incoming(number, ['101'], { answersItself: false });
  await tab.popup('Входящий звонок').waitFor();
  tab.simulator.farHangup('101');
  await tab.popup('Входящий звонок').waitFor({ state: 'detached' });
}

test('an answered call appears in the feed of the open card, with user, duration and a recording that plays', async () => {
  tab = await SandboxPage.open({}, `/contacts/detail/${scenarioContacts.regular}`);
  await tab.page.getByText('Звонок появится здесь').waitFor();
  tab.simulator.incoming(numberOf(scenarioContacts.regular), ['101'], { answersItself: false });
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить', exact: true }).click();
  await tab.status('Идёт разговор');
  await tab.panel.locator('.asteriskng-state .asteriskng-time', { hasText: /0:(?!00|01)/ }).waitFor();
  await tab.panel.locator('[data-command=hangup]:visible').click();

  const call = events('call');
  await call.waitFor();
  const text = await call.innerText();
  expect(text).toMatch(/Входящий звонок[\s\S]*сегодня, \d\d:\d\d · AsteriskNG · Стойка регистрации и холл/);
  expect(text).toMatch(/\+79101234567 → Анна Смирнова · 0:(?!00|01)\d\d/);
  expect(await call.getAttribute('data-tone')).toBe('incoming');
  const played = await call.locator('audio').evaluate(async (audio: HTMLAudioElement) => {
    audio.muted = true;
    const runs = new Promise<void>((resolve) => {
      audio.addEventListener('timeupdate', () => {
        if (audio.currentTime > 0) resolve();
      });
    });
    await audio.play();
    await runs;
    return audio.duration;
  });
  expect(played).toBe(tab.sandbox.account.life.calls[0]?.duration);

  // A further call leaves the player as it is; the feed of the lead shows the same call.
  await missed(numberOf(scenarioContacts.regular));
  await tab.page.locator('[data-event=call][data-tone=missed]').waitFor();
  expect(
    await events('call')
      .nth(1)
      .locator('audio')
      .evaluate((audio: HTMLAudioElement) => audio.currentTime),
  ).toBeGreaterThan(0);
  await tab.page.getByRole('link', { name: 'Стойка регистрации и холл' }).first().click();
  await tab.page.waitForURL('**/leads/detail/2001');
  expect(await events('call').count()).toBe(2);
});

test('a missed call of an unknown number becomes an unsorted caller and a task, once accepted a lead; a reset removes all', async () => {
  tab = await SandboxPage.open({}, '/leads/list/');
  await tab.page.getByText('Звонок с номера, которого нет ни в одной карточке').waitFor();
  await missed(UNKNOWN);
  await missed('+79995550012');
  const menu = tab.page.locator('#left_menu');
  await menu.getByRole('link', { name: 'Сделки 2' }).waitFor();
  await menu.getByRole('link', { name: 'Задачи 2' }).waitFor();
  await tab.page.getByRole('button', { name: 'Отклонить: Звонок +79995550012' }).click();
  await menu.getByRole('link', { name: 'Сделки 1' }).waitFor();
  expect(await events('call').innerText()).toContain(`${UNKNOWN} → Анна Смирнова · не дозвонился`);
  await tab.page.getByRole('button', { name: `Принять: Звонок ${UNKNOWN}` }).click();
  await tab.page.waitForURL('**/leads/detail/*');
  expect(await events('call').count()).toBe(1);

  await menu.getByRole('link', { name: 'Задачи 2' }).click();
  const tasks = events('task');
  expect(await tasks.count()).toBe(2);
  const first = tasks.filter({ hasText: UNKNOWN });
  expect(await first.innerText()).toMatch(
    /Срок: (?:сегодня|завтра), \d\d:\d\d · Перезвонить: пропущенный звонок с \+79995550011/,
  );
  await first.getByRole('button').click();
  await menu.getByRole('link', { name: 'Задачи 1' }).waitFor();
  expect(await tasks.count()).toBe(1);

  await tab.page.getByRole('button', { name: 'Начать заново' }).click();
  await tab.page.waitForFunction(() => document.querySelector('.host-count') === null);
  await tab.page.locator('body[data-ready]').waitFor();
  await menu.getByRole('link', { name: 'Задачи', exact: true }).click();
  await tab.page.getByText('Задач нет').waitFor();
  await menu.getByRole('link', { name: 'Сделки', exact: true }).click();
  await tab.page.getByText('Звонок с номера, которого нет ни в одной карточке').waitFor();
});

test('in English the feed, incoming leads and tasks have no Russian text', async () => {
  tab = await SandboxPage.open(
    { business: { ...englishBusiness, tasks: [], pastCalls: [] } },
    '/leads/list/?lang=en',
  );
  await tab.status('Ready to call');
  const client = englishBusiness.cards[0]?.phones[0] ?? '';
  for (const number of [englishBusiness.unknownNumber, client.replace(/[^+\d]/g, '')]) {
    tab.simulator.incoming(number, ['101'], { answersItself: false });
    tab.simulator.farHangup('101');
  }
  tab.simulator.incoming(englishBusiness.unknownNumber, ['101'], { answersItself: false });
  tab.simulator.answer('101');
  tab.simulator.farHangup('101');
  const menu = tab.page.locator('#left_menu');
  await menu.getByRole('link', { name: 'Leads 2' }).waitFor();
  await menu.getByRole('link', { name: 'Tasks 2' }).waitFor();
  const texts: string[] = [];
  const read = async (): Promise<void> => {
    texts.push(await tab.page.locator('#page_holder').innerText());
    texts.push(...(await labels()));
  };
  await read();
  await menu.getByRole('link', { name: 'Tasks 2' }).click();
  await read();
  await tab.page.locator('#page_holder .js-navigate-link').first().click();
  await tab.page.waitForURL('**/leads/detail/*');
  await read();
  expect(texts.join('\n')).toMatch(
    /Incoming leads[\s\S]*Accept[\s\S]*Complete[\s\S]*Missed call[\s\S]*no connection/,
  );
  expect(texts.filter((text) => /[а-яё]/i.test(text))).toEqual([]);
});

/** Values of `aria-label` and `title` on the page. */
function labels(): Promise<string[]> {
  return tab.page
    .locator('#page_holder [aria-label]')
    .evaluateAll((nodes) =>
      nodes.map((node) => `${node.ariaLabel ?? ''} ${node.getAttribute('title') ?? ''}`),
    );
}
