import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../server/App';
import { parseConfiguration } from '../../server/config/Configuration';
import { createApp } from '../../server/createApp';
import { LevelOutboxStore } from '../../server/crm/outbox/LevelOutboxStore';
import { createLogger } from '../../server/http/createLogger';
import type { Clock } from '../../server/system/Clock';
import { Simulator } from '../../server/telephony/simulator/Simulator';
import { FakeTimer } from '../support/FakeTimer';
import { anna, KEY, turn } from './support/startBackend';

let folder: string;
let log: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asteriskng-stopping-'));
  log = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A telephone system that runs a step as the backend leaves it. */
class LeftTelephony extends Simulator {
  constructor(
    timer: Clock,
    private readonly onLeave: () => Promise<void>,
  ) {
    const { telephony } = configuration();
    if (telephony.driver !== 'simulator') throw new Error('the telephone system is no simulator');
    super(new Set(['101']), telephony, timer);
  }

  override async close(): Promise<void> {
    await super.close();
    await this.onLeave();
  }
}

function configuration(more: object = {}) {
  return parseConfiguration({
    secretKeys: [KEY],
    agents: [{ email: 'anna@example.com', amouserId: 1, extension: '101', name: 'Анна' }],
    telephony: { driver: 'simulator' },
    ...more,
  });
}

const outbox = (): string => join(folder, 'outbox');
const amocrm = () => ({
  address: 'http://127.0.0.1:1',
  token: 'a-token-of-the-test',
  calls: { outbox: outbox() },
});

/** Is the outbox's folder in use? */
async function isOutboxOpen(): Promise<boolean> {
  const store = new LevelOutboxStore(outbox());
  try {
    await store.open();
  } catch {
    return true;
  }
  await store.close();
  return false;
}

async function start(
  more: object,
  onLeave: () => Promise<void>,
  clock: Clock = new FakeTimer(),
): Promise<App> {
  const logger = createLogger('info', { write: (line: string) => void log.push(line) });
  const app = await createApp(configuration(more), {
    clock,
    logger,
    telephony: new LeftTelephony(clock, onLeave),
  });
  await app.start();
  return app;
}

async function status(app: App, current: unknown): Promise<unknown> {
  const json = JSON.stringify({
    headers: anna,
    content: { id: 7, jsonrpc: '2.0', method: 'get_agent_status', params: { current_status: current } },
  });
  const { body } = await app.http.inject({
    method: 'POST',
    url: `/?secret_key=${KEY}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ json }).toString(),
  });
  return (JSON.parse(body) as { content: { result: { result: unknown } } }).content.result.result;
}

test('polls are answered, then the telephone system is left, and the stores close last', async () => {
  const order: string[] = [];
  const app = await start({ amocrm: amocrm() }, async () => {
    order.push((await isOutboxOpen()) ? 'left, the outbox is open' : 'left, the outbox is closed');
  });
  const known = await status(app, null);
  const poll = status(app, known).then(() => order.push('poll answered'));
  await turn();
  expect(order).toEqual([]);
  await app.close();
  await poll;
  expect(order).toEqual(['poll answered', 'left, the outbox is open']);
  expect(await isOutboxOpen()).toBe(false);
});

test('one that fails to close is logged, and the others close', async () => {
  const app = await start({ amocrm: amocrm() }, () => Promise.reject(new Error('no way out')));
  await app.close();
  expect(await isOutboxOpen()).toBe(false);
  const lines = log.filter((line) => line.includes('"feature.close-failed"'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('no way out');
  expect(lines[0]).toContain('"feature":"telephony"');
});
