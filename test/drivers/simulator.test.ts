import { abilities, type Ability } from '../../protocol/CallCommand';
import { parse } from 'valibot';
import { Simulator } from '../../server/telephony/simulator/Simulator';
import { simulatorSettingsSchema } from '../../server/telephony/simulator/simulatorSettings';
import { FakeTimer } from '../support/FakeTimer';
import { conformance } from './conformance';
import type { DriverSetUp } from './DriverSetUp';

/** The simulator is its own far end. */
function start(without: Ability[]): Promise<DriverSetUp> {
  const timer = new FakeTimer();
  const settings = parse(simulatorSettingsSchema, { without });
  const telephony = new Simulator(new Set(['101', '102']), settings, timer);
  return Promise.resolve({
    telephony,
    timer,
    agent: '101',
    colleague: '102',
    abilities: abilities.filter((ability) => !without.includes(ability)),
    saysTransfers: ['blind', 'attended'],
    knowsWhoHangsUp: ['agent', 'far'],
    clientCalls: (behind = '') => {
      telephony.incoming(`+79101234567${behind}`, ['101'], { answersItself: false });
      return '+79101234567';
    },
    colleagueCalls: () => void telephony.colleagueCalls('102', '101'),
    answer: () => void telephony.answer('101'),
    callerHangsUp: () => void telephony.farHangup('101'),
    consultedAnswers: () => void telephony.farAnswers('101'),
    digitsHeard: () => telephony.digitsHeard('101'),
    link: null,
    close: () => Promise.resolve(),
  });
}

conformance('simulator', () => start([]), false);
conformance(
  'simulator, of a poorer telephone system',
  () => start(['originate', 'answer', 'hold', 'consult']),
  false,
);
