import { FakeVats } from '../support/megafon/FakeVats';
import { sendPush, VatsCall, writePush } from '../support/megafon/vatsPushes';
import { OwnBackend } from './support/OwnBackend';
import { SandboxPage } from './support/SandboxPage';

/**
 * The built zip in Chromium with a backend that is connected to a simulated VATS; pushes are sent to its route over
 * HTTP.
 */
const TOKEN = 'Token-of-the-pushes-1';
const ANNA = { user: 'andy', ext: '701' };
const BORIS = { user: 'vera', ext: '704' };
const IVAN = '79101234567';

let vats: FakeVats;
let backend: OwnBackend;
let tab: SandboxPage;

async function open(api: 'rest' | 'old' = 'rest'): Promise<void> {
  backend = await OwnBackend.start(
    { driver: 'megafon', address: vats.address, api, key: vats.state.key, crmToken: TOKEN },
    ['701', '704'],
  );
  tab = await SandboxPage.open({ external: backend.external });
  await tab.status('Готов к звонку');
}

/** Sends the VATS's pushes since the last call of this function. */
async function push(call: VatsCall): Promise<void> {
  for (const fields of call.pushes.splice(0)) {
    const { status } = await sendPush(`${backend.external.address}/megafon`, writePush(fields, TOKEN));
    expect(status).toBe(200);
  }
}

beforeEach(async () => {
  vats = await FakeVats.start();
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  await backend.close();
  await vats.close();
  expect(faults).toEqual([]);
});

test('pushes of the VATS show the caller and each phase; what the VATS can’t do has a note and no button', async () => {
  await open();
  const call = new VatsCall('c1', IVAN, 'in').rings(ANNA);
  await push(call);
  const popup = tab.popup('Иван Петров');
  await popup.getByText('Входящий звонок').waitFor();
  await popup.getByText('Снимите трубку на телефоне.').waitFor();
  expect(await popup.getByRole('button').evaluateAll(namesOf)).toEqual([]);

  await push(call.accepted(ANNA));
  await tab.status('Идёт разговор');
  await tab.call.getByText('Управляйте звонком на телефоне: с экрана АТС этого не умеет.').waitFor();
  expect(await tab.call.getByRole('button').count()).toBe(0);
  expect(await tab.button('Перевести').count()).toBe(0);

  await push(call.completed(ANNA));
  await popup.getByText('Разговор завершён').waitFor();
  await tab.status('Готов к звонку');
});

test('when a department is called, one agent sees that the other has answered; a call given up is missed by both', async () => {
  await open();
  const boris = await SandboxPage.visit(tab.sandbox, '/?user=2');
  await boris.status('Готов к звонку');
  const first = new VatsCall('c1', IVAN, 'in').rings(ANNA, BORIS);
  await push(first);
  await boris.popup('Входящий звонок').waitFor();
  await push(first.accepted(ANNA, BORIS));
  await boris.popup('Отвечает').waitFor();
  await push(first.completed(ANNA));
  await tab.status('Готов к звонку');
  await push(new VatsCall('c2', '79165551212', 'in').rings(ANNA, BORIS).cancelled(ANNA, BORIS));
  for (const one of [tab, boris]) await one.outcome('Пропущенный звонок');
  await boris.page.context().close();
});

test.each([
  ['rest', 'new'],
  ['old', 'old'],
] as const)('a click on a number of the card is a call of the VATS, API %s', async (api, name) => {
  await open(api);
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.call.filter({ hasText: 'Иван Петров' }).getByText('Звоним').waitFor();
  expect(vats.state.orders).toMatchObject([{ api: name, user: 'andy', phone: IVAN }]);
  // The push has another id than the answer to the request for the call.
  const call = new VatsCall('other', IVAN, 'out').dials(ANNA).accepted(ANNA);
  await push(call);
  await tab.status('Идёт разговор');
  expect(await tab.call.innerText()).toContain('Иван Петров');
  await push(call.completed(ANNA));
  await tab.outcome('Разговор завершён');
  expect(tab.commands()).toEqual(['originate {"phone":"+79101234567"}']);
});

test('a call that the VATS refuses shows the reason', async () => {
  await open();
  vats.spoiled = { status: 503, body: 'Service Unavailable' };
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.waitForNotice('АТС недоступна');
  expect(vats.state.orders).toEqual([]);
  await tab.status('АТС недоступна');
});

test('the phone book lists colleagues, also those who are not agents, with their do-not-disturb', async () => {
  vats.state.dnd.add('vera');
  vats.state.users = [...vats.state.users, { login: 'olga', name: 'Ольга Белых', ext: '709' }];
  await open();
  await tab.input.fill('борис');
  await tab.found.getByRole('option', { name: 'Борис Орлов' }).getByText('не беспокоить').waitFor();
  await tab.input.fill('белых');
  await tab.found.getByRole('option', { name: 'Ольга Белых' }).click();
  await tab.button('Позвонить').click();
  await tab.call.filter({ hasText: 'Ольга Белых' }).getByText('Звоним').waitFor();
  expect(vats.state.orders).toMatchObject([{ user: 'andy', phone: '709' }]);
});

/** Names of buttons. Runs in the page. */
function namesOf(buttons: readonly Element[]): string[] {
  return buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent.trim());
}
