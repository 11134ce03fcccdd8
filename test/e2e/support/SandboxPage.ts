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

/** What can be chosen of the browser: its window, granted permissions, less motion, scale, any certificate. */
export type ContextOptions = Pick<
  BrowserContextOptions,
  'viewport' | 'permissions' | 'reducedMotion' | 'deviceScaleFactor' | 'ignoreHTTPSErrors'
>;

/** The committed zip; `npm run check` has seen that the sources build it. */
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
  /** Popups that `outcome` has found. */
  private readonly outcomes: number[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly page: Page,
    /** Errors and dialogs of the page: there must be none. */
    readonly alarms: string[],
  ) {}

  /** Starts a sandbox with quick phones and odd names in every language, and opens it. */
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
   * One more page on a running sandbox, as on another computer: it shares nothing with the others.
   * @param script runs before the page's own, in each tab of this computer
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

  /** A further tab of the same browser: storage, locks and channels are shared. The same agent by default. */
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

  /** The telephone system behind it; fails while the backend is dead. */
  get simulator(): Simulator {
    return this.sandbox.backend.simulator;
  }

  get panel(): Locator {
    return this.page.locator('section.asteriskng-root');
  }

  get input(): Locator {
    return this.panel.getByRole('combobox');
  }

  /** The place of all popups. */
  get popups(): Locator {
    return this.page.locator('.asteriskng-popups');
  }

  /** The popup that has this text. */
  popup(text: string | RegExp): Locator {
    return this.popups.locator('.asteriskng-popup', { hasText: text });
  }

  /** Waits for a popup that shows how a call ended. It may have left the screen by now; each counts once. */
  async outcome(text: string): Promise<void> {
    this.outcomes.push(await untilShown(this.page, text, this.outcomes));
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  get call(): Locator {
    return this.panel.locator('.asteriskng-call');
  }

  /** Goes to the page of integrations and opens the settings; a click before the page is ready would be lost. */
  async openSettings(): Promise<void> {
    await this.page.goto(`${this.sandbox.url}/settings/widgets/`);
    await this.page.waitForSelector('body[data-ready]');
    await this.page.locator('.js-open-widget').click();
  }

  /** Waits until the panel says so in its head. */
  async status(text: string): Promise<void> {
    await this.panel.locator('.asteriskng-status-text', { hasText: text }).waitFor();
  }

  /** Clicks a number of the page and then our item of the host's menu. */
  async clickPhone(number: string): Promise<void> {
    await this.page.locator('.js-phone', { hasText: number }).first().click();
    await this.page.getByRole('menuitem', { name: 'Позвонить через AsteriskNG' }).click();
  }

  /** Notices of the host that are on screen, the newest first. */
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
   * Commands that went over the wire, polls and searches left out, without the ids that are new each time.
   * @param ids true: with the `unique_id` of the calls
   */
  commands({ ids = false } = {}): string[] {
    return this.sandbox.proxy.records
      .filter(({ method }) => !/^(get_|ping)/.test(method))
      .map(({ method, params }) => `${method} ${JSON.stringify(withoutIds(params, ids))}`);
  }

  /** What the widget has added to the host's notification centre by `add_call`, the newest last. */
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
   * Stops every script of the tab, as the browser does with a tab that has been hidden long: no timer, answer or
   * message gets through, and its locks stay held. Done with the debugger, because a Chromium without a window
   * ignores `Page.setWebLifecycleState`; so the events `freeze` and `resume` do not come.
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

  /** Errors of the widget's callbacks that the host has seen, and errors of the page. */
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
