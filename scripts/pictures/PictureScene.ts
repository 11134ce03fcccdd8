import type { Locator, Page } from 'playwright-core';
import { playScenario } from '../../sandbox/playScenario';
import type { Sandbox } from '../../sandbox/startSandbox';

/** What is done to the page and to the telephone system before a picture is taken. */
export class PictureScene {
  constructor(
    private readonly sandbox: Sandbox,
    readonly page: Page,
  ) {}

  get panel(): Locator {
    return this.page.locator('section.asteriskng-root');
  }

  get popups(): Locator {
    return this.page.locator('.asteriskng-popup');
  }

  /** Plays a scenario of the desk for the agent at the page. */
  async play(name: string): Promise<void> {
    if (!(await playScenario(this.sandbox.backend, name, '101'))) throw new Error(`no scenario ${name}`);
  }

  async press(where: Locator, command: string): Promise<void> {
    await where.locator(`[data-command=${command}]`).first().click();
  }

  /** Waits for a popup of this look: `ring`, `talk`, `held`, `missed` or `ended`. */
  async see(tone: string): Promise<void> {
    await this.page.locator(`.asteriskng-popup .asteriskng-call-${tone}`).first().waitFor();
  }

  /** Waits until the panel is in a conversation. */
  async inPanel(): Promise<void> {
    await this.panel.locator('.asteriskng-call-talk').waitFor();
  }

  /** The other end hangs up. */
  farHangup(): void {
    this.sandbox.backend.simulator.farHangup('101');
  }

  /** Talks with a client and asks a colleague about the call. */
  async consult(): Promise<void> {
    await this.play('talk');
    await this.inPanel();
    await this.panel.locator('#asteriskng-input').fill('102');
    await this.press(this.panel, 'consult');
    await this.panel.locator('[data-command=completeTransfer]').waitFor();
  }
}
