import { eventually } from '../server/support/eventually';
import { FakeAsterisk } from '../server/support/FakeAsterisk';
import { Attacked, anna, boris } from './support/Attacked';

/** How long amoCRM's proxy waits for an answer, ms. */
const PROXY_MS = 10_000;

let asterisk: FakeAsterisk;
let backend: Attacked;

beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
  asterisk.answerList('Status', () => []);
  const { host, port, user, secret } = asterisk.settings;
  backend = await Attacked.start({
    settings: { telephony: { driver: 'asterisk', ami: { host, port, user } } },
    env: { ASTERISKNG_AMI_SECRET: secret },
  });
  await eventually('Asterisk is reached', async () => (await backend.ask('/health')).status === 200);
});
afterEach(async () => {
  await backend.stop();
  await asterisk.stop();
});

test('A29: a call that makes no channel is refused while the proxy still waits, and dialled no more then', async () => {
  // Asterisk accepts the one, and does not even answer what is looked up before the other.
  asterisk.answer('Originate', () => [{ Response: 'Success' }]);
  asterisk.answer('ShowDialPlan', ({ Extension }) =>
    Extension?.[0] === '103' ? [{ Response: 'Success' }] : null,
  );
  const call = (who: object, phone: string): Promise<string | number> =>
    backend.wire('originate', { phone }, { who, signal: AbortSignal.timeout(PROXY_MS) });
  const outcomes = await Promise.all([call(anna, '103'), call(boris, '104')]);
  expect(outcomes).toEqual(['AgentUnavailable', 'TelephonyUnavailable']);
  asterisk.cut();
  await asterisk.next('Login');
  expect(asterisk.of('Originate').map(({ Exten }) => Exten)).toEqual([['103']]);
});
