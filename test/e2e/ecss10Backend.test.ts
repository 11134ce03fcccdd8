import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../asterisk/support/until';
import { FakeEcss10, leg } from '../support/ecss10/FakeEcss10';
import { OwnBackend } from './support/OwnBackend';
import { SandboxPage } from './support/SandboxPage';

/** The built zip in Chromium with a backend that is connected to a simulated ECSS-10 over TLS. */
const IVAN = '79101234567';

let folder: string;
let ecss: FakeEcss10;
let backend: OwnBackend;
let tab: SandboxPage;

async function open(apiKey = ecss.key, status = 'Готов к звонку'): Promise<void> {
  backend = await OwnBackend.start(
    {
      driver: 'ecss10',
      address: 'localhost',
      port: ecss.port,
      domain: 'biysk.local',
      clientId: 'tester',
      apiKey,
      caFile: join(folder, 'call_api.crt'),
    },
    ['240101', '240102'],
  );
  tab = await SandboxPage.open({ external: backend.external });
  await tab.status(status);
}

/** Commands that reached the softswitch. */
const commands = (): string[] => ecss.seen.filter((one) => one.startsWith('call.'));
const subscribed = (): number => ecss.seen.filter((one) => one.startsWith('conversations.subscribe')).length;
const logged = (text: string): boolean => backend.log.some((line) => line.includes(text));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ecss10-'));
  ecss = await FakeEcss10.start();
  writeFileSync(join(folder, 'call_api.crt'), ecss.ca);
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  await backend.close();
  await ecss.close();
  rmSync(folder, { recursive: true });
  expect(faults).toEqual([]);
});

test('a call is answered in the popup and hung up in the panel; what the softswitch can’t do has no button', async () => {
  await open();
  await until('the calls are known', () => subscribed() > 0);
  ecss.report(leg('1', { remote_digits: IVAN }));
  const popup = tab.popup('Иван Петров');
  await popup.getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  expect(ecss.legs.get('1')).toMatchObject({ state: 'talking' });
  await tab.button('Завершить').waitFor();
  for (const name of ['Удержание', 'Выключить микрофон', 'Клавиши', 'Перевести'])
    expect([name, await tab.page.getByRole('button', { name, exact: true }).count()]).toEqual([name, 0]);
  await tab.button('Завершить').click();
  await popup.getByText('Разговор завершён').waitFor();
  await tab.status('Готов к звонку');
  expect(ecss.legs.size).toBe(0);
  expect(commands()).toEqual(['call.answer 240101 1', 'call.drop 240101 1']);
});

test('a call is rejected in the popup, and an unanswered one becomes a missed call', async () => {
  await open();
  await until('the calls are known', () => subscribed() > 0);
  ecss.report(leg('1', { remote_digits: IVAN }));
  await tab.popup('Иван Петров').getByRole('button', { name: 'Отклонить' }).click();
  await tab.popup('Иван Петров').getByText('Звонок отклонён').waitFor();
  expect(commands()).toEqual(['call.reject 240101 1']);
  ecss.report(leg('2', { remote_digits: '79165551212' }));
  await tab.popup('Ольга Ёлкина').getByText('Входящий звонок').waitFor();
  ecss.change('2', { state: 'released' });
  await tab.popup('Ольга Ёлкина').getByText('Пропущенный звонок').waitFor();
});

test('a click on a number of the card calls it from the agent’s phone', async () => {
  await open();
  await until('the calls are known', () => subscribed() > 0);
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.call.filter({ hasText: 'Иван Петров' }).getByText('Звоним').waitFor();
  const [id = ''] = ecss.legs.keys();
  ecss.change(id, { state: 'talking', has_answer_time: true });
  await tab.status('Идёт разговор');
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
  expect(commands()).toEqual(['call.make 240101 79101234567', `call.drop 240101 ${id}`]);
});

test('clients and colleagues are found by name, and a colleague’s presence is shown', async () => {
  await open();
  await until('the calls are known', () => subscribed() > 0);
  await tab.input.fill('борис');
  await tab.found.getByRole('option', { name: 'Борис Орлов' }).getByText('линия свободна').waitFor();
  ecss.report(leg('1', { digits: '240102', remote_digits: IVAN, state: 'talking', has_answer_time: true }));
  await tab.found.getByRole('option', { name: 'Борис Орлов' }).getByText('разговаривает').waitFor();
  await tab.input.fill('ёлк');
  await tab.found.getByRole('option', { name: 'Ольга Ёлкина' }).waitFor();
});

test('a call stays on screen while the connection is lost; calls that ended meanwhile end after the reconnection', async () => {
  await open();
  await until('the calls are known', () => subscribed() > 0);
  ecss.report(leg('1', { remote_digits: IVAN, state: 'talking', has_answer_time: true }));
  await tab.status('Идёт разговор');
  ecss.cut();
  await until('the connection is back', () => subscribed() > 1);
  await tab.status('Идёт разговор');
  ecss.legs.clear();
  ecss.failOver();
  await tab.popup('Иван Петров').getByText('Разговор завершён').waitFor();
  await tab.status('Готов к звонку');
});

test('with a refused key the panel and a click report that the softswitch is out of reach; only the log says why', async () => {
  await open('w'.repeat(64), 'АТС недоступна');
  await until('the login is refused', () => logged('Client id or API key is wrong'));
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.waitForNotice('АТС недоступна');
  await tab.panel.getByText('Не удалось позвонить: АТС недоступна').waitFor();
  expect(commands()).toEqual([]);
  expect(backend.log.join('')).not.toContain('wwww');
});
