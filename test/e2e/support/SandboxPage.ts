import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  CDPSession,
  Locator,
  Page,
} from 'playwright-core';
import type { ProxyFault } from '../../../sandbox/ProxyFault';
import { faultSchema } from '../../../sandbox/ProxyFault';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/startSandbox';
import type { Simulator } from '../../../server/telephony/simulator/Simulator';
import { openBrowser } from '../../../scripts/openBrowser';
import { PATIENCE_MS } from '../../support/patience';
import * as v from 'valibot';
import { oddBusiness } from './oddBusiness';
import { recordPopups, untilShown } from './shownPopups';
import { withoutIds } from './withoutIds';

/** Options of the browser context: window, permissions, reduced motion, scale, acceptance of any certificate. */
export type ContextOptions = Pick<
  BrowserContextOptions,
  'viewport' | 'permissions' | 'reducedMotion' | 'deviceScaleFactor' | 'ignoreHTTPSErrors'
>;

/** The committed zip; `npm run check` verifies that the sources build it. */
export const widgetZip = readFileSync(join(__dirname, '../../../build/widget.zip'));

let browser: Browser | null = null;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** A page of the sandbox in Chromium, with the sandbox behind it. */
export class SandboxPage {
  private debugging: CDPSession | null = null;
  /** Keys of popups that `outcome` has found. */
  private readonly outcomes: number[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly page: Page,
    /** Errors and dialogs of the page; tests expect none. */
    readonly alarms: string[],
  ) {}

  /** Starts a sandbox whose phones answer quickly and whose cards have odd names, and opens its page. */
  static async open(
    options: Partial<SandboxOptions> = {},
    path = '/',
    script = '',
    choice: ContextOptions = {},
  ): Promise<SandboxPage> {
    const sandbox = await startSandbox({
      zip: widgetZip,
      business: oddBusiness,
      backend: { telephony: { driver: 'simulator', answerMs: 150 } },
      ...options,
    });
    return SandboxPage.visit(sandbox, path, script, choice);
  }

  /**
   * Opens a page of a running sandbox in another browser context, as on another computer: it shares no storage.
   * @param script runs before the page's scripts, in each tab of this computer
   */
  static async visit(
    sandbox: Sandbox,
    path = '/',
    script = '',
    choice: ContextOptions = {},
  ): Promise<SandboxPage> {
    if (browser === null) throw new Error('no browser');
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...choice });
    if (script !== '') await context.addInitScript(script);
    return SandboxPage.tab(sandbox, context, path);
  }

  /** Opens another tab of the same browser, with shared storage, locks and channels; of the same agent by default. */
  another(path = '/'): Promise<SandboxPage> {
    return SandboxPage.tab(this.sandbox, this.page.context(), path);
  }

  private static async tab(sandbox: Sandbox, context: BrowserContext, path: string): Promise<SandboxPage> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const alarms: string[] = [];
    page.on('pageerror', (error) => alarms.push(String(error)));
    page.on('dialog', (dialog) => {
      alarms.push(dialog.message());
      void dialog.dismiss();
    });
    await recordPopups(page);
    await page.goto(`${sandbox.url}${path}`);
    await page.waitForSelector('body[data-ready]');
    return new SandboxPage(sandbox, page, alarms);
  }

  /** The simulated telephone system. Fails while the backend is killed. */
  get simulator(): Simulator {
    return this.sandbox.backend.simulator;
  }

  get panel(): Locator {
    return this.page.locator('section.asteriskng-root');
  }

  get input(): Locator {
    return this.panel.getByRole('combobox');
  }

  /**
   * The list below the field once it belongs to the text in it: while a search runs, the lines are those of the text
   * before, which the keys do not choose from.
   */
  get found(): Locator {
    return this.panel.locator('[role=listbox]:not([aria-busy])');
  }

  /** The stack of cards of calls that ring or have ended: popups, or part of the panel while that is open. */
  get popups(): Locator {
    return this.page.locator('.asteriskng-cards');
  }

  /** The card of the stack with this text. */
  popup(text: string | RegExp): Locator {
    return this.popups.locator('.asteriskng-popup', { hasText: text });
  }

  /** Waits for a popup with this outcome of a call, also one that has disappeared already. Each popup is found once. */
  async outcome(text: string): Promise<void> {
    this.outcomes.push(await untilShown(this.page, text, this.outcomes));
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** The card of the call that the panel's buttons are for; not one that rings or has ended. */
  get call(): Locator {
    return this.panel.locator('[data-part=call] .asteriskng-call');
  }

  /** Opens the settings window of the integration, once the page is ready. */
  async openSettings(): Promise<void> {
    await this.page.goto(`${this.sandbox.url}/settings/widgets/`);
    await this.page.waitForSelector('body[data-ready]');
    await this.page.locator('.js-open-widget').click();
  }

  /** Waits until the panel's header shows this status. */
  async status(text: string): Promise<void> {
    await this.panel.locator('.asteriskng-status-text', { hasText: text }).waitFor();
  }

  /** Clicks a phone number of the page, then our item of the host's menu. */
  async clickPhone(number: string): Promise<void> {
    await this.page.locator('.js-phone', { hasText: number }).first().click();
    await this.page.getByRole('menuitem', { name: 'Позвонить через AsteriskNG' }).click();
  }

  /** The host's notices on screen, the newest first. */
  async notices(): Promise<string[]> {
    return this.page
      .locator('.host-notice')
      .evaluateAll((nodes) =>
        nodes.map(
          (node) =>
            `${node.getAttribute('data-kind') ?? ''}: ${node.querySelector('.host-notice-text')?.textContent ?? ''}`,
        ),
      );
  }

  async waitForNotice(text: string): Promise<void> {
    await this.page.locator('.host-notice', { hasText: text }).first().waitFor();
  }

  /**
   * Requests of the widget except polls and searches, without ids that differ each time.
   * @param ids true: with the `unique_id` of calls
   */
  commands({ ids = false } = {}): string[] {
    return this.sandbox.proxy.records
      .filter(({ method }) => !/^(get_|ping)/.test(method))
      .map(({ method, params }) => `${method} ${JSON.stringify(withoutIds(params, ids))}`);
  }

  /** Calls that the widget has added by `add_call`, the newest last. */
  callNotices(): Promise<Record<string, unknown>[]> {
    return this.page.evaluate(
      () =>
        (window as unknown as { sandboxHost: { callNotices: Record<string, unknown>[] } }).sandboxHost
          .callNotices,
    );
  }

  /** Plays a scenario of the desk for this extension. */
  async scenario(name: string, extension = '101'): Promise<void> {
    const answer = await fetch(`${this.sandbox.url}/desk/scenario`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, extension }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /**
   * Stops all scripts of the tab, as browsers do with tabs that have been hidden for long: no timer, answer or message
   * is handled, and locks stay held. Done by the debugger, since headless Chromium ignores `Page.setWebLifecycleState`;
   * so there are no events `freeze` and `resume`.
   */
  async freeze(): Promise<void> {
    this.debugging ??= await this.page.context().newCDPSession(this.page);
    await this.debugging.send('Debugger.enable');
    await this.debugging.send('Debugger.pause');
  }

  /** Ends `freeze`. */
  async thaw(): Promise<void> {
    await this.debugging?.send('Debugger.disable');
  }

  fault(fault: v.InferInput<typeof faultSchema>): void {
    this.sandbox.proxy.setFault(v.parse(faultSchema, fault) satisfies ProxyFault);
  }

  /** Errors of the widget's callbacks, and errors of the page. */
  async faults(): Promise<string[]> {
    return [
      ...this.alarms,
      ...(await this.page.evaluate(
        () => (window as unknown as { sandboxHost: { errors: string[] } }).sandboxHost.errors,
      )),
    ];
  }

  /** Closes all tabs of this browser and the sandbox. */
  async close(): Promise<void> {
    await this.page.context().close();
    await this.sandbox.close();
  }
}
