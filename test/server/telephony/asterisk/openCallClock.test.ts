import { createApp } from '../../../../server/createApp';
import type { App } from '../../../../server/App';
import { parseConfiguration } from '../../../../server/config/Configuration';
import { createLogger } from '../../../../server/http/createLogger';
import { FakeTimer } from '../../../support/FakeTimer';
import { PATIENCE_MS } from '../../../support/patience';
import { FakeAsterisk } from '../../support/FakeAsterisk';
import { anna, KEY, type FullStatus } from '../../support/startBackend';
import { Script } from './tracking/support/Script';

const HOURS_MS = 5 * 3_600_000;

let asterisk: FakeAsterisk;
let timer: FakeTimer;
let app: App;

beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
  asterisk.answerList('Status', () => []);
  asterisk.answerList('QueueStatus', () => []);
  timer = new FakeTimer();
  const { host, port, user, secret } = asterisk.settings;
  const configuration = parseConfiguration({
    secretKeys: [KEY],
    // The test asks for the status far more often than a widget.
    http: { limits: { requestsPerMinute: 100_000 } },
    agents: [{ email: anna.amouser_email, amouserId: 1, extension: '101', name: 'Anna' }],
    telephony: { driver: 'asterisk', ami: { host, port, user }, secret },
  });
  app = await createApp(configuration, { clock: timer, logger: createLogger('silent') });
  await app.start();
});

afterEach(async () => {
  await app.close();
  await asterisk.stop();
});

/** The agent's status, as a widget without one gets it. */
async function status(): Promise<FullStatus> {
  const content = { id: 7, jsonrpc: '2.0', method: 'get_agent_status', params: { current_status: null } };
  const response = await app.http.inject({
    method: 'POST',
    url: `/?secret_key=${KEY}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ json: JSON.stringify({ headers: anna, content }) }).toString(),
  });
  return response.json<{ content: { result: { result: FullStatus } } }>().content.result.result;
}

/** Waits for a status of which this is so. */
async function until(isSo: (status: FullStatus) => boolean): Promise<FullStatus> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const now = await status();
    if (isSo(now)) return now;
    if (performance.now() > end) throw new Error(`never: ${String(isSo)}, but ${JSON.stringify(now)}`);
    await new Promise(setImmediate);
  }
}

test('the machine’s clock is corrected while a caller waits in a queue: the clock of calls goes on evenly', async () => {
  const { server_time: begin } = await until(({ telephony_link }) => telephony_link === undefined);
  const script = new Script((message) => asterisk.event(message));
  script.calls('a', 'PJSIP/trunk-1', '79101234567', '700').state('a', 'up');
  // A call to the agent that comes and goes shows that what came before it is read.
  script
    .calls('b', 'PJSIP/trunk-2', '79101234568', '101')
    .open('c', 'PJSIP/101-1', '101', 'b')
    .rings('b', 'c');
  await until(({ calls }) => calls.some(({ phase }) => phase === 'RINGING'));
  script.hangsUp('c').hangsUp('b');
  await until(({ calls }) => calls.every(({ phase }) => phase === 'ENDED'));
  await timer.pass(2_000);
  timer.jump(-HOURS_MS);
  await timer.pass(1_000);
  expect((await status()).server_time - begin).toBe(3);
  script.hangsUp('a');
  await until(({ server_time }) => {
    void timer.pass(1_000);
    return server_time * 1_000 < timer.now() + HOURS_MS / 2;
  });
});
