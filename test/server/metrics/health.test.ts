import type { TelephonyListener } from '../../../server/calls/Telephony';
import type { App } from '../../../server/App';
import { createApp } from '../../../server/createApp';
import { parseConfiguration } from '../../../server/config/Configuration';
import { createLogger } from '../../../server/http/createLogger';
import { Simulator } from '../../../server/telephony/simulator/Simulator';
import { simulatorSettingsSchema } from '../../../server/telephony/simulator/simulatorSettings';
import { parse } from 'valibot';
import { FakeTimer } from '../../support/FakeTimer';

/** A simulator whose link to the backend can be cut. */
class Cuttable extends Simulator {
  private listener: TelephonyListener | null = null;

  override start(listener: TelephonyListener): Promise<void> {
    this.listener = listener;
    return super.start(listener);
  }

  link(isUp: boolean): void {
    this.listener?.link(isUp);
  }
}

let app: App;
let telephony: Cuttable;
const log: string[] = [];

beforeEach(async () => {
  const timer = new FakeTimer();
  const configuration = parseConfiguration({ secretKeys: ['a-key-of-the-health-test'] });
  telephony = new Cuttable(new Set(), parse(simulatorSettingsSchema, {}), timer);
  log.length = 0;
  const logger = createLogger('info', { write: (line: string) => void log.push(line) });
  app = await createApp(configuration, { clock: timer, logger, telephony });
  await app.start();
});

afterEach(async () => {
  await app.close();
});

test('/health is 503 while the link is down, and 200 again after it', async () => {
  const look = async (): Promise<[number, unknown]> => {
    const { statusCode, json } = await app.http.inject('/health');
    return [statusCode, json<{ status: string }>().status];
  };
  expect(await look()).toEqual([200, 'ok']);
  telephony.link(false);
  expect(await look()).toEqual([503, 'down']);
  expect((await app.http.inject('/metrics')).body).toContain('asteriskng_telephony_up 0');
  telephony.link(true);
  telephony.link(true);
  expect(await look()).toEqual([200, 'ok']);
});

test('another machine hears from /health whether calls work, and no reasons, files or counts', async () => {
  const keys = async (request: object): Promise<string[]> =>
    Object.keys((await app.http.inject({ url: '/health', ...request })).json<object>());
  const said = ['status', 'version', 'telephony'];
  expect(await keys({ remoteAddress: '10.0.0.7' })).toEqual(said);
  expect(await keys({ headers: { 'x-forwarded-for': '203.0.113.9' } })).toEqual(said);
  expect(await keys({ headers: { host: 'rebound.example' } })).toEqual(said);
  expect(await keys({})).toEqual([...said, 'waiting']);
});

test('a lost link and its return are logged once each', () => {
  log.length = 0;
  for (const isUp of [true, false, false, true]) telephony.link(isUp);
  expect(log.map((line) => JSON.parse(line) as { level: number; msg: string })).toMatchObject([
    { level: 50, msg: 'link lost' },
    { level: 30, msg: 'connected' },
  ]);
});
