import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { userIds } from '../sandbox/business/Business';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { openBrowser } from '../scripts/openBrowser';
import { stopProcess } from '../scripts/stopProcess';
import { freeTcpPort } from '../test/asterisk/support/freePort';
import { Pbx } from '../test/asterisk/support/Pbx';
import { numbersWithDeal } from './amoCard';
import type { SipPhone } from '../test/asterisk/support/SipPhone';
import { start } from './backendLoad';
import type { Row } from './Row';
import { BENCH_KEY, startServer, type RunningServer } from './startServer';
import { percentile, short } from './statistics';

const CONTACTS = 100_000;
const LEADS = 50_000;
const CALLS = 100;
const AGENT = '104';
const BUDGET_MS = 150;
const PATH = '/asterisk_ng';

interface Phones {
  readonly agent: SipPhone;
  readonly client: SipPhone;
}

interface BenchWindow extends Window {
  cardPainted: (at: number) => Promise<void>;
}

/**
 * The way of a ring in whole: a client's phone calls, Asterisk reports it, the backend makes the card of a full index, and
 * Chromium paints it with its deal. Each call is of another client, so that nothing is cached.
 */
export async function ringingCards(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ringing-'));
  const port = await freeTcpPort();
  const zip = readFileSync(join(__dirname, '../build/widget.zip'));
  const external = { address: `http://127.0.0.1:${port}${PATH}`, secretKey: BENCH_KEY };
  const [pbx, account, sandbox, browser] = await Promise.all([
    Pbx.start(),
    start('amoAccount.ts', String(CONTACTS), String(LEADS)),
    startSandbox({ zip, external }),
    openBrowser(),
  ]);
  let server: RunningServer | null = null;
  try {
    server = await startBackend(folder, port, pbx, account.port, sandbox);
    await untilFilled(port);
    const phones = { agent: await pbx.phone(AGENT), client: await pbx.client() };
    const page = await browser.newPage();
    await page.goto(sandbox.url);
    await page.locator('.asteriskng-dot-ready').waitFor();
    const samples = await ringToPaint(page, phones);
    return [
      {
        what: `INVITE of the client to the painted card with its deal, index of ${CONTACTS.toLocaleString('en-US')} contacts, p50 / p95 of ${samples.length}`,
        value: `${short(percentile(samples, 0.5))} / ${short(percentile(samples, 0.95))} ms`,
        against: `budget ${BUDGET_MS} ms from the event, p95; ${short(percentile(samples, 0.95) / BUDGET_MS)} of it with Asterisk's own time`,
      },
    ];
  } finally {
    await browser.close();
    if (server !== null) await stopProcess(server.child);
    await sandbox.close();
    account.process.disconnect();
    await pbx.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A backend as the sandbox's would be, with Asterisk as its telephone system and the large account. */
function startBackend(
  folder: string,
  port: number,
  pbx: Pbx,
  accountPort: number,
  { integration, url }: Sandbox,
): Promise<RunningServer> {
  const { secret, ...ami } = pbx.ami('asteriskng');
  const { secrets, ...identity } = integration.section(url, 'ru');
  return startServer(
    folder,
    port,
    {
      path: PATH,
      agents: [
        {
          email: 'anna@example.com',
          amouserId: userIds.first,
          extension: AGENT,
          name: 'Анна Смирнова',
        },
      ],
      telephony: { driver: 'asterisk', ami, context: 'internal' },
      amocrm: { address: `http://127.0.0.1:${accountPort}`, index: true },
      identity,
    },
    {
      ASTERISKNG_AMI_SECRET: secret,
      ASTERISKNG_AMOCRM_TOKEN: 'token-of-the-bench',
      ASTERISKNG_IDENTITY_SECRETS: secrets,
    },
  );
}

async function untilFilled(port: number): Promise<void> {
  for (;;) {
    const health = (await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as {
      index?: { state: string };
      rights?: { state: string };
    };
    if (health.index?.state === 'filled' && health.rights?.state === 'ok') return;
    await pause(500);
  }
}

/** From the INVITE to the frame with the card: both ends are on this machine and share its clock. */
async function ringToPaint(page: Page, { agent, client }: Phones): Promise<number[]> {
  let painted: (at: number) => void = () => undefined;
  await page.exposeFunction('cardPainted', (at: number) => {
    painted(at);
  });
  await page.evaluate(() => {
    const cards = document.querySelector('.asteriskng-cards');
    if (cards === null) throw new Error('no cards');
    let isShown = false;
    new MutationObserver(() => {
      const wasShown = isShown;
      isShown = cards.querySelector('.asteriskng-fact') !== null;
      if (!isShown || wasShown) return;
      // The next frame has begun when this runs; a task behind it runs once it is painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          void (window as unknown as BenchWindow).cardPainted(performance.timeOrigin + performance.now());
        };
        port2.postMessage(null);
      });
    }).observe(cards, { childList: true, subtree: true, characterData: true });
  });
  const samples: number[] = [];
  for (const number of numbersWithDeal(CALLS)) {
    await pause(50 + 500 * Math.random());
    const shown = new Promise<number>((resolve) => {
      painted = resolve;
    });
    const out = await client.call(AGENT, number);
    const begin = performance.timeOrigin + performance.now();
    samples.push((await shown) - begin);
    const ring = await agent.incoming();
    out.cancel();
    await ring.until('ended');
    const popup = page.locator('.asteriskng-popup');
    await popup.filter({ hasText: 'Пропущенный' }).first().waitFor();
    await popup.locator('[data-command=close]').first().click();
    await popup.first().waitFor({ state: 'detached' });
  }
  return samples;
}
