import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { layoutFaults } from './support/layoutFaults';
import { exchanges, tokenOf } from './support/provenUser';
import { SandboxPage, widgetZip } from './support/SandboxPage';

let sandbox: Sandbox;
let tab: SandboxPage;
/** What amoCRM answers when it is asked for a token; null: it refuses. */
let token: string | null;

beforeAll(async () => {
  sandbox = await startSandbox({ zip: widgetZip, identity: true });
  token = tokenOf(sandbox);
  tab = await SandboxPage.visit(sandbox);
  await tab.page.route('**/ajax/token', (route) =>
    token === null ? route.fulfill({ status: 403 }) : route.fulfill({ json: { token } }),
  );
});

afterEach(async () => {
  expect(await tab.faults()).toEqual([]);
});

afterAll(() => tab.close());

/** Loads the page with this token of amoCRM. */
async function loadWith(text: string | null, path = '/'): Promise<void> {
  // What the page before still asks, in its own session, is none of this one's.
  await tab.page.goto('about:blank');
  token = text;
  sandbox.proxy.reset();
  await tab.page.goto(`${sandbox.url}${path}`);
}

const STRANGER = 'secret-of-somebody-else-0123456789';
const REFUSED = 'сервер не принял подтверждение amoCRM';

test.each<[string, () => string | null, string]>([
  ['has ended', () => tokenOf(sandbox, -2_000), 'подтверждение от amoCRM устарело'],
  ['is of another account', () => tokenOf(sandbox, 0, { account_id: 7 }), REFUSED],
  ['is of another integration', () => tokenOf(sandbox, 0, { client_uuid: STRANGER }), REFUSED],
  ['is signed anew', () => tokenOf(sandbox, 0, {}, { secret: STRANGER }), REFUSED],
  ['is signed by none', () => tokenOf(sandbox, 0, {}, { header: { alg: 'none' } }), REFUSED],
  ['comes from a clock that is 200 s ahead', () => tokenOf(sandbox, 200), REFUSED],
  [
    'is of another user than the page',
    () => tokenOf(sandbox, 0, { user_id: 7461243 }),
    'в amoCRM вошёл другой пользователь',
  ],
  ['is missing', () => null, 'amoCRM не подтвердила, кто вы'],
])('a token that %s opens nothing, and the agent reads why', async (_what, make, text) => {
  await loadWith(make());
  await tab.status('Телефония недоступна');
  await tab.panel.getByText(text).waitFor();
  await tab.waitForNotice(text);
  expect(await tab.page.evaluate(layoutFaults)).toEqual([]);
  expect(await tab.notices()).toEqual([expect.stringContaining(text)]);
  const { records } = sandbox.proxy;
  const ran = records.filter(({ method, outcome }) => outcome === '200' && !/^(ping|open)/.test(method));
  expect(ran).toEqual([]);
});

test.each([100, -100])('a clock of amoCRM that differs by %i s is no hindrance', async (seconds) => {
  await loadWith(tokenOf(sandbox, seconds));
  await tab.status('Готов к звонку');
  expect(exchanges(tab)).toEqual(['200']);
});

test('a user without an extension is told whom to ask, at once and everywhere', async () => {
  await loadWith(tokenOf(sandbox, 0, { user_id: 7461244 }), '/?user=3');
  const text = 'у вас нет внутреннего номера. Чтобы его получить, обратитесь: Марина Котова, доб. 100';
  await tab.panel.getByText(text).waitFor();
  expect(await tab.notices()).toEqual([expect.stringContaining(text)]);
  expect(await tab.page.evaluate(layoutFaults)).toEqual([]);
});

test('the settings form tells an administrator what does not fit', async () => {
  await loadWith(tokenOf(sandbox, 0, { account_id: 7 }), '/?user=1');
  await tab.openSettings();
  await tab.page.getByText('Сверьте identity в server.yaml').waitFor();
  // The host keeps a token that it has, so the page is loaded again.
  token = null;
  await tab.openSettings();
  await tab.page.getByText('подтвердить, кто вы, не удалось: amoCRM не подтвердила').waitFor();
  token = tokenOf(sandbox);
  await tab.page.getByRole('button', { name: 'Проверить снова' }).click();
  await tab.page.locator('[data-state=connected]').waitFor();
});
