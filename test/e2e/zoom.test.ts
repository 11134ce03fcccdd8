import { SandboxPage } from './support/SandboxPage';

/** A window of 1280 × 800 at 200 %. */
const ZOOMED = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open({}, '/', '', { ...ZOOMED, reducedMotion: 'reduce' });
  await tab.status('Готов к звонку');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

/** Our controls that are off screen, covered or cut off although they have the focus. */
function lost(): Promise<string[]> {
  return tab.page.evaluate(() => {
    const found: string[] = [];
    const nodes = document.querySelectorAll<HTMLElement>(
      '.asteriskng-root :is(button, a, input, [role=option])',
    );
    for (const node of nodes) {
      if (!node.checkVisibility()) continue;
      node.focus();
      node.scrollIntoView({ block: 'nearest' });
      const { left, right, top, bottom } = node.getBoundingClientRect();
      const name = node.getAttribute('aria-label') ?? node.textContent.trim();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
        found.push(`${name}: off screen`);
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (hit === null || !(node.contains(hit) || hit.contains(node) || hit.closest('label')?.contains(node)))
        found.push(`${name}: covered by ${hit?.className ?? 'nothing'}`);
      if (node.tagName === 'BUTTON' && node.scrollWidth > node.clientWidth + 1)
        found.push(`${name}: cut off`);
    }
    return found;
  });
}

test('at 200 % the popup of a call with several contacts can be reached entirely, with the panel open', async () => {
  await tab.scenario('several-contacts');
  await tab.popup('Номер есть у нескольких контактов').waitFor();
  expect(await lost()).toEqual([]);
  await tab.popups.getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  expect(await lost()).toEqual([]);
});

test('at 200 % with the panel folded a conversation’s popup with its keypad and a second call above it can be reached', async () => {
  await tab.button('Свернуть панель').click();
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.popup('Иван Петров').getByRole('button', { name: 'Клавиши' }).click();
  expect(await lost()).toEqual([]);
  await tab.scenario('unknown-number');
  await tab.popups.getByRole('button', { name: 'Удержать и ответить' }).waitFor();
  expect(await lost()).toEqual([]);
});

test('at 200 % two calls, the preferences and the list of colleagues in the panel can be reached', async () => {
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.scenario('unknown-number');
  await tab.popups.getByRole('button', { name: 'Удержать и ответить' }).click();
  await tab.panel.getByRole('listitem').filter({ hasText: 'Иван Петров' }).waitFor();
  expect(await lost()).toEqual([]);
  await tab.button('Мои настройки').click();
  await tab.panel.getByRole('checkbox', { name: /Сочетания клавиш/ }).waitFor();
  expect(await lost()).toEqual([]);
  await tab.input.fill('о');
  await tab.found.getByRole('option').first().waitFor();
  expect(await lost()).toEqual([]);
});

test('with reduced motion nothing of ours is animated', async () => {
  await tab.page.evaluate(() => {
    const moved: string[] = [];
    for (const type of ['animationstart', 'transitionrun'])
      document.addEventListener(type, ({ target }) => {
        const node = target instanceof Element ? target.closest('.asteriskng-root') : null;
        if (node !== null && target instanceof Element) moved.push(`${type} ${target.className}`);
      });
    Object.assign(window, { moved });
  });
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).hover();
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  await tab.button('Свернуть панель').click();
  await tab.popup('Иван Петров').getByRole('button', { name: 'Завершить' }).click();
  await tab.outcome('Разговор завершён');
  expect(await tab.page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
});
