import { SandboxPage } from './support/SandboxPage';

let tab: SandboxPage;

beforeEach(async () => {
  tab = await SandboxPage.open();
  await tab.status('Готов к звонку');
});

afterEach(async () => {
  const faults = await tab.faults();
  await tab.close();
  expect(faults).toEqual([]);
});

async function box(): Promise<{ x: number; y: number; width: number; height: number }> {
  const rect = await tab.panel.boundingBox();
  if (rect === null) throw new Error('the panel is not on screen');
  return rect;
}

async function drag(dx: number, dy: number): Promise<void> {
  const head = await tab.panel.locator('.asteriskng-status').boundingBox();
  if (head === null) throw new Error('the header is not on screen');
  await tab.page.mouse.move(head.x + 20, head.y + 10);
  await tab.page.mouse.down();
  await tab.page.mouse.move(head.x + 20 + dx / 2, head.y + 10 + dy / 2);
  await tab.page.mouse.move(head.x + 20 + dx, head.y + 10 + dy);
  await tab.page.mouse.up();
}

/** Waits until the whole panel is in the window: it is moved in once it has its new size. */
async function untilInside(width: number, height: number): Promise<void> {
  const panel = await tab.panel.elementHandle();
  await tab.page.waitForFunction(
    ([element, right, bottom]) => {
      const rect = element.getBoundingClientRect();
      return rect.x >= 0 && rect.y >= 0 && rect.right <= right && rect.bottom <= bottom;
    },
    [panel, width, height] as const,
  );
}

test('is dragged by its header, stays inside the window, and keeps its place after a reload', async () => {
  const start = await box();
  await drag(-300, -200);
  const moved = await box();
  expect([Math.round(moved.x - start.x), Math.round(moved.y - start.y)]).toEqual([-300, -200]);
  await tab.page.reload();
  await tab.status('Готов к звонку');
  const again = await box();
  expect([Math.round(again.x), Math.round(again.y)]).toEqual([Math.round(moved.x), Math.round(moved.y)]);
  await drag(3_000, 3_000);
  await untilInside(1_280, 800);
  await drag(-3_000, -3_000);
  await untilInside(1_280, 800);
});

test('is dragged by touch', async () => {
  const start = await box();
  await tab.panel.locator('.asteriskng-head').evaluate((head) => {
    const send = (type: string, x: number, y: number): void =>
      void head.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          pointerId: 1,
          pointerType: 'touch',
          button: type === 'pointermove' ? -1 : 0,
          clientX: x,
          clientY: y,
        }),
      );
    head.setPointerCapture = () => undefined;
    send('pointerdown', 500, 500);
    send('pointermove', 400, 450);
    send('pointerup', 400, 450);
  });
  const moved = await box();
  expect([Math.round(moved.x - start.x), Math.round(moved.y - start.y)]).toEqual([-100, -50]);
});

test('is moved by arrow keys, and to its default place by Home', async () => {
  const start = await box();
  await tab.button('Переместить панель').focus();
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowLeft', 'ArrowRight'])
    await tab.page.keyboard.press(key);
  const moved = await box();
  expect([Math.round(moved.x - start.x), Math.round(moved.y - start.y)]).toEqual([-50, -10]);
  await tab.page.keyboard.press('Home');
  expect(await box()).toEqual(start);
});

test('stays inside a window that shrinks, with the list open and in a call', async () => {
  await tab.page.setViewportSize({ width: 400, height: 360 });
  await tab.input.fill('о');
  await tab.found.getByRole('option').first().waitFor();
  await untilInside(400, 360);
  await tab.found.getByRole('option').first().click();
  await tab.page.keyboard.press('Enter');
  await tab.status('Идёт разговор');
  await untilInside(400, 360);
  await tab.button('Завершить').click();
  await tab.status('Готов к звонку');
});

test('shows the time of the call while folded; selecting text in the field does not drag it', async () => {
  await tab.input.fill('84955001020');
  const before = await box();
  await tab.input.selectText();
  const field = await tab.input.boundingBox();
  if (field === null) throw new Error('no field');
  await tab.page.mouse.move(field.x + 15, field.y + 15);
  await tab.page.mouse.down();
  await tab.page.mouse.move(field.x + 90, field.y + 15);
  await tab.page.mouse.up();
  expect((await box()).x).toBe(before.x);
  await tab.input.press('Enter');
  await tab.status('Идёт разговор');
  await tab.button('Свернуть панель').click();
  await tab.input.waitFor({ state: 'hidden' });
  await tab.panel.locator('.asteriskng-head-time', { hasText: /^0:(?!00)\d\d$/ }).waitFor();
  await tab.button('Развернуть панель').click();
  await tab.button('Завершить').click();
});

test('looks the same with and without the host’s styles, and does not change how the host looks', async () => {
  const look = (): Promise<unknown> =>
    tab.page.evaluate(() => {
      const names = [
        'width',
        'height',
        'margin',
        'padding',
        'border',
        'backgroundColor',
        'color',
        'font',
        'textTransform',
        'letterSpacing',
        'textAlign',
        'float',
        'display',
        'lineHeight',
        'fill',
        'textDecorationLine',
        'listStyleType',
      ] as const;
      const nodes = document.querySelectorAll(
        'section.asteriskng-root, section.asteriskng-root :not(symbol, symbol *)',
      );
      return [...nodes].map((node) =>
        [node.tagName, node.getAttribute('class'), ...names.map((name) => getComputedStyle(node)[name])].join(
          '|',
        ),
      );
    });
  await tab.clickPhone('+7 (910) 123-45-67');
  await tab.status('Идёт разговор');
  await tab.input.fill('о');
  await tab.found.getByRole('option').first().waitFor();
  const hostButton = (): Promise<string> =>
    tab.page.evaluate(() => getComputedStyle(document.querySelector('#desk button') as Element).cssText);
  const withWidget = await hostButton();
  const hostile = await look();
  await tab.page.evaluate(() => document.querySelector('link[rel=stylesheet]')?.remove());
  expect(await look()).toEqual(hostile);
  await tab.page.reload();
  await tab.page.waitForSelector('body[data-ready]');
  await tab.page.evaluate(() => (window as unknown as { sandboxHost: { stop(): void } }).sandboxHost.stop());
  expect(await hostButton()).toBe(withWidget);
});
