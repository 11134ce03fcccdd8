import type { Page } from 'playwright-core';
import type { Sandbox } from '../sandbox/startSandbox';

/** A client calls, the agent answers on the screen, the client hangs up, the agent closes what is left. */
export async function talkOnce(page: Page, { backend: { simulator } }: Sandbox): Promise<void> {
  simulator.incoming('+74950123427', ['101'], { answersItself: false });
  await page.locator('.asteriskng-facts').first().waitFor();
  await page.getByRole('button', { name: 'Ответить', exact: true }).first().click();
  await page.locator('[data-key=hold]').first().waitFor();
  simulator.farHangup('101');
  await page.locator('[data-key=hold]').first().waitFor({ state: 'detached' });
}
