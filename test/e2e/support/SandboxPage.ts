import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { ProxyFault } from '../../../sandbox/ProxyFault';
import { faultSchema } from '../../../sandbox/ProxyFault';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/startSandbox';
import { openBrowser } from '../../../scripts/openBrowser';
import * as v from 'valibot';

/** The committed zip; `npm run check` has seen that the sources build it. */
const zip = readFileSync(join(__dirname, '../../../build/widget.zip'));

let browser: Browser | null = null;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** A page of the sandbox in Chromium, with the sandbox behind it. */
export class SandboxPage {
  private constructor(
    readonly sandbox: Sandbox,
    readonly page: Page,
    /** Errors and dialogs of the page: there must be none. */
    readonly alarms: string[],
  ) {}

  /** Starts a sandbox with quick phones and opens it. */
  static async open(options: Partial<SandboxOptions> = {}, path = '/', script = ''): Promise<SandboxPage> {
    const sandbox = await startSandbox({
      zip,
      backend: { telephony: { driver: 'simulator', answerMs: 150 } },
      ...options,
    });
    return SandboxPage.visit(sandbox, path, script);
  }

  /** One more page on a running sandbox: another user, another tab. @param script runs before the page's own */
  static async visit(
    sandbox: Sandbox,
    path = '/',
    script = '',
    viewport = { width: 1280, height: 800 },
  ): Promise<SandboxPage> {
    if (browser === null) throw new Error('no browser');
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(15_000);
    const alarms: string[] = [];
    page.on('pageerror', (error) => alarms.push(String(error)));
    page.on('dialog', (dialog) => {
      alarms.push(dialog.message());
      void dialog.dismiss();
    });
    if (script !== '') await page.addInitScript(script);
    await page.goto(`${sandbox.url}${path}`);
    await page.waitForSelector('body[data-ready]');
    return new SandboxPage(sandbox, page, alarms);
  }

  get panel(): Locator {
    return this.page.locator('section.asteriskng-root');
  }

  get input(): Locator {
    return this.panel.getByRole('combobox');
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  get call(): Locator {
    return this.panel.locator('.asteriskng-call');
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
          (node) => `${node.getAttribute('data-kind') ?? ''}: ${node.lastElementChild?.textContent ?? ''}`,
        ),
      );
  }

  async waitForNotice(text: string): Promise<void> {
    await this.page.locator('.host-notice', { hasText: text }).first().waitFor();
  }

  /** Commands that went over the wire, polls and searches left out. */
  commands(): string[] {
    return this.sandbox.proxy.records
      .filter(({ method }) => !/^(get_|ping)/.test(method))
      .map(({ method, params }) => `${method} ${JSON.stringify(params)}`);
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

  async close(): Promise<void> {
    await this.page.close();
    await this.sandbox.close();
  }
}
