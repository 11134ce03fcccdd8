import { createLogger } from '../../server/http/createLogger';
import type { Ecss10Settings } from '../../server/telephony/ecss10/ecss10Settings';
import { createEcss10 } from '../../server/telephony/ecss10/node/createEcss10';
import { configurationAt } from '../server/telephony/ecss10/startEcss10';
import { FakeEcss10, leg } from '../support/ecss10/FakeEcss10';
import { FakeTimer } from '../support/FakeTimer';
import { conformance } from './conformance';
import type { DriverSetUp } from './DriverSetUp';
import { passUntil } from './passUntil';

async function start(): Promise<DriverSetUp> {
  const [ecss, timer] = [await FakeEcss10.start(), new FakeTimer()];
  const { telephony: settings, agents } = configurationAt(ecss);
  const telephony = createEcss10(settings as Ecss10Settings, {
    agents,
    clock: timer,
    logger: createLogger('silent'),
    readFile: (path) => (path === 'call_api.crt' ? ecss.ca : null),
  });
  let calls = 0;
  const id = (): string => `leg-${calls}`;
  const rings = (remote_digits: string): void => {
    calls += 1;
    ecss.report(leg(id(), { remote_digits }));
  };
  return {
    telephony,
    timer,
    agent: '240101',
    colleague: '240102',
    abilities: ['originate', 'answer', 'reject', 'hangup'],
    saysTransfers: ['blind', 'attended'],
    knowsWhoHangsUp: ['agent'],
    clientCalls: (behind = '') => {
      rings(`79101234567${behind}`);
      return '+79101234567';
    },
    colleagueCalls: () => rings('240102'),
    answer: () => ecss.change(id(), { state: 'talking', has_answer_time: true }),
    // The agent may have hung up before.
    callerHangsUp: () => {
      if (ecss.legs.has(id())) ecss.change(id(), { state: 'released' });
    },
    consultedAnswers: null,
    digitsHeard: null,
    link: {
      // The driver tries again after a pause of its clock, which stands still.
      cut: () => ecss.cut(),
      callerHangsUpUnheard: () => void ecss.legs.delete(id()),
      restore: () => passUntil(timer, () => ecss.connections > 0),
    },
    close: () => ecss.close(),
  };
}

conformance('ecss10', start);
