import { FakeTimer } from '../../../support/FakeTimer';
import { VatsCall } from '../../../support/megafon/vatsPushes';
import { VatsListener } from './VatsListener';

const ANDY = { user: 'andy', ext: '701' };
const CLIENT = '79101234567';
/** When a call began, by the clock of the VATS. */
const START = Date.UTC(2026, 3, 5, 12);

test('the wait is counted by our own clock, which shows another time than the VATS', async () => {
  const vats = new VatsListener('http://127.0.0.1:1');
  await vats.telephony.start(vats);
  vats.take(...new VatsCall('c1', CLIENT, 'in').rings(ANDY).pushes);
  await vats.timer.pass(4_000);
  vats.take(...new VatsCall('c1', CLIENT, 'in').accepted(ANDY).pushes);
  await vats.timer.pass(20_000);
  vats.take(...new VatsCall('c1', CLIENT, 'in').history(ANDY, 'Success', { duration: '24' }).pushes);
  expect(vats.records).toMatchObject([
    { startedAt: START, answeredAt: START + 4_000, endedAt: START + 24_000 },
  ]);
  await vats.telephony.close();
});

/** A clock of calls that has not taken over a correction of the machine's clock yet. */
class CorrectedTimer extends FakeTimer {
  late = 5 * 3_600_000;

  correction(): number {
    return this.late;
  }
}

test('a correction that our clock has not taken over moves no call of the VATS, and doubles none', async () => {
  const timer = new CorrectedTimer();
  const late = new VatsListener('http://127.0.0.1:1', {}, timer);
  await late.telephony.start(late);
  const { pushes } = new VatsCall('c1', CLIENT, 'in').history(ANDY, 'Success', { duration: '9' });
  late.take(...pushes);
  // What reads records adds the correction.
  expect(late.records).toMatchObject([
    { startedAt: START - timer.late, endedAt: START + 9_000 - timer.late },
  ]);
  timer.late = 0;
  const again = new VatsCall('from-the-history', CLIENT, 'in').history(ANDY, 'Success', { duration: '9' });
  late.take(...again.pushes);
  expect(late.records).toHaveLength(1);
  await late.telephony.close();
});
