import { SandboxPage } from './support/SandboxPage';

/** Lets a test hide a tab, since headless Chromium hides none, and counts shown notifications and played notes. */
const WATCH = `
  window.watched = { isHidden: false, notices: [], notes: 0 };
  Object.defineProperty(document, 'visibilityState', { get: () => (watched.isHidden ? 'hidden' : 'visible') });
  window.Notification = class {
    static permission = 'granted';
    static requestPermission = () => Promise.resolve('granted');
    constructor(title, { body }) { watched.notices.push(title + ': ' + body); }
    close() { watched.notices.pop(); }
  };
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) { watched.notes += 1; return start.apply(this, when); };
`;

interface Watched {
  isHidden: boolean;
  readonly notices: string[];
  readonly notes: number;
}

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open({}, '/', WATCH);
  await tab.status('Готов к звонку');
  await tab.button('Мои настройки').click();
  await tab.panel.getByRole('checkbox', { name: /Уведомления системы/ }).check();
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

const watched = ({ page }: SandboxPage): Promise<Watched> =>
  page.evaluate(() => (window as unknown as { watched: Watched }).watched);

function look(one: SandboxPage, isHidden: boolean): Promise<void> {
  return one.page.evaluate((hidden) => {
    (window as unknown as { watched: Watched }).watched.isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

const until = (one: SandboxPage, condition: string): Promise<unknown> =>
  one.page.waitForFunction(condition, null, { polling: 50 });

test('while amoCRM is hidden a call rings and shows a notification, until it is answered elsewhere', async () => {
  await look(tab, true);
  tab.simulator.incoming('+79101234567', ['101'], { answersItself: false });
  await until(tab, 'watched.notices.length === 1 && watched.notes === 2');
  expect((await watched(tab)).notices).toEqual(['Входящий звонок: Иван Петров']);
  tab.simulator.answer('101');
  await until(tab, 'watched.notices.length === 0');
});

test('a visible tab does not ring', async () => {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').waitFor();
  expect(await watched(tab)).toMatchObject({ notices: [], notes: 0 });
});

test('of two hidden tabs one rings, until the other becomes visible', async () => {
  const other = await tab.another();
  await other.status('Готов к звонку');
  await other.panel.click();
  await look(tab, true);
  await look(other, true);
  await tab.scenario('known-client');
  await Promise.all([tab.popup('Иван Петров').waitFor(), other.popup('Иван Петров').waitFor()]);
  await Promise.any([tab, other].map((one) => until(one, 'watched.notes > 0 && watched.notices.length > 0')));
  const both = [await watched(tab), await watched(other)];
  expect(both.filter(({ notes }) => notes > 0)).toHaveLength(1);
  expect(both.flatMap(({ notices }) => notices)).toHaveLength(1);
  const [silent, ringing] = both[0]?.notes === 0 ? [tab, other] : [other, tab];
  await look(silent, false);
  await until(ringing, 'watched.notices.length === 0');
});
