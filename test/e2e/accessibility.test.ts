import { readFileSync } from 'node:fs';
import { SandboxPage } from './support/SandboxPage';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 AA in what is ours, contrast included. */
async function violations(tab: SandboxPage): Promise<string[]> {
  await tab.page.evaluate(axe);
  return tab.page.evaluate(async () => {
    const { axe: runner } = window as unknown as {
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const result = await runner.run(
      { include: ['.asteriskng-root'] },
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    );
    return result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    );
  });
}

test.each(['light', 'dark'])(
  'axe finds nothing in the %s theme: idle, list, call, problem, folded, settings',
  async (theme) => {
    const tab = await SandboxPage.open({}, `/?theme=${theme}`);
    await tab.status('Готов к звонку');
    expect(await violations(tab)).toEqual([]);
    await tab.input.fill('о');
    await tab.panel.getByRole('option').first().waitFor();
    await tab.page.keyboard.press('ArrowDown');
    expect(await violations(tab)).toEqual([]);
    await tab.page.keyboard.press('Enter');
    await tab.status('Идёт разговор');
    await tab.button('Без звука').click();
    await tab.call.getByText('микрофон выключен').waitFor();
    tab.sandbox.backend.running.simulator.refuseNext('setHold', 'NotSupported');
    await tab.button('Удержание').click();
    await tab.panel.locator('.asteriskng-problem').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.button('Свернуть панель').click();
    expect(await violations(tab)).toEqual([]);
    await tab.page.goto(`${tab.sandbox.url}/settings/widgets/`);
    await tab.page.locator('.js-open-widget').click();
    await tab.page.locator('[data-state=connected]').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.page.getByRole('textbox', { name: 'Адрес сервера' }).fill('http://example.com');
    await tab.page.locator('[data-state=notHttps]').waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.close();
  },
);

test('English speaks English', async () => {
  const tab = await SandboxPage.open({}, '/?lang=en');
  await tab.status('Ready to call');
  expect(await tab.panel.innerText()).not.toMatch(/[а-яё]/i);
  await tab.close();
});
