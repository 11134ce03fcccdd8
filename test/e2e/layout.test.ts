import { SandboxPage } from './support/SandboxPage';
import { layoutFaults } from './support/layoutFaults';
import { useFont, type TestFont } from './support/testFonts';

/** Windows in which everything has to fit: a low laptop, the same at 200 %, a narrow one. */
const SIZES = [
  { width: 1280, height: 600 },
  { width: 640, height: 400 },
  { width: 390, height: 800 },
];

const FONTS: readonly TestFont[] = ['narrow', 'wide', 'own'];

let tab: SandboxPage;

afterEach(async () => {
  await tab.close();
});

/** Makes each text of ours that stands on screen a third longer. */
function lengthen(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    if (node.parentElement?.closest('.asteriskng-root button, .asteriskng-root label') && text.length > 2)
      node.textContent = text + text.slice(0, Math.ceil(text.length / 3));
  }
}

/** Looks at the page in all windows, with the texts as they are and a third longer. */
async function faultsNow(what: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of SIZES) {
    await tab.page.setViewportSize(size);
    const seen = await tab.page.evaluate(layoutFaults);
    found.push(...seen.map((fault) => `${what}, ${size.width} × ${size.height}: ${fault}`));
  }
  return found;
}

test.each(FONTS)('no label is cut off or runs out of its button: %s font', async (font) => {
  tab = await SandboxPage.open({}, '/', '', { viewport: SIZES[0] ?? null, reducedMotion: 'reduce' });
  await useFont(tab.page, font);
  await tab.status('Готов к звонку');
  const found = await faultsNow('idle');
  await tab.button('Настройки для себя').click();
  await tab.panel.getByRole('checkbox', { name: /Сочетания клавиш/ }).waitFor();
  found.push(...(await faultsNow('choices')));
  await tab.button('Закрыть').click();
  await tab.scenario('several-contacts');
  await tab.popup('Номер есть у нескольких контактов').waitFor();
  found.push(...(await faultsNow('ringing')));
  await tab.popups.getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  found.push(...(await faultsNow('talking')));
  await tab.button('Свернуть панель').click();
  await tab.popups.getByRole('button', { name: 'Удержание' }).waitFor();
  found.push(...(await faultsNow('folded')));
  await tab.page.evaluate(lengthen);
  found.push(...(await faultsNow('a third longer')));
  expect(found).toEqual([]);
});

test('a call that rings lies above a panel that has the focus', async () => {
  tab = await SandboxPage.open({}, '/', '', { viewport: { width: 1280, height: 600 } });
  await tab.status('Готов к звонку');
  await tab.button('Настройки для себя').click();
  await tab.input.click();
  await tab.panel.locator('.asteriskng-list > *').first().waitFor();
  await tab.scenario('known-client');
  const answer = tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' });
  await answer.waitFor();
  for (const size of [...SIZES, { width: 1366, height: 768 }]) {
    await tab.page.setViewportSize(size);
    await answer.click({ trial: true });
  }
  await tab.input.focus();
  await tab.page.keyboard.press('Alt+KeyA');
  await tab.status('Идёт разговор');
});

test('in a transfer Enter on a marked colleague only chooses, and free colleagues come first', async () => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
  await tab.scenario('known-client');
  await tab.popup('Иван Петров').getByRole('button', { name: 'Ответить' }).click();
  await tab.status('Идёт разговор');
  await tab.input.click();
  await tab.panel.getByRole('option').first().getByText('свободен').waitFor();
  expect(await tab.panel.getByRole('option', { name: /Иван Петров/ }).count()).toBe(0);
  await tab.page.keyboard.press('ArrowDown');
  await tab.page.keyboard.press('Enter');
  expect(await tab.input.inputValue()).not.toBe('');
  expect(tab.commands().filter((line) => line.startsWith('redirect'))).toEqual([]);
  await tab.page.keyboard.press('Enter');
  await tab.popup('Звонок передан').waitFor();
});
