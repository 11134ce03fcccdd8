import { parse } from 'valibot';
import type { Ability } from '../../protocol/CallCommand';
import { createLogger } from '../../server/http/createLogger';
import { asteriskSettingsSchema } from '../../server/telephony/asterisk/asteriskSettings';
import { createAsterisk } from '../../server/telephony/asterisk/createAsterisk';
import { FakeAsterisk } from '../server/support/FakeAsterisk';
import { FakeTimer } from '../support/FakeTimer';
import { conformance } from './conformance';
import type { DriverSetUp } from './DriverSetUp';
import { passUntil } from './passUntil';
import { PlayedAsterisk } from './PlayedAsterisk';

const AGENTS = ['101', '102'].map((extension) => ({
  email: `${extension}@example.com`,
  extension,
  name: extension,
}));

async function start(abilities: readonly Ability[], phones: object): Promise<DriverSetUp> {
  const [ami, timer] = [await FakeAsterisk.start(), new FakeTimer()];
  const asterisk = new PlayedAsterisk(ami, timer);
  const { host, port, user, secret } = ami.settings;
  const telephony = createAsterisk(
    parse(asteriskSettingsSchema, { ami: { host, port, user }, secret, ...phones }),
    {
      agents: AGENTS,
      drafts: undefined,
      onPresence: () => undefined,
      clock: timer,
      logger: createLogger('silent'),
      readFile: () => null,
    },
  );
  return {
    telephony,
    timer,
    agent: '101',
    colleague: '102',
    abilities,
    // A blind one is known by events of a real Asterisk, which recordings have.
    saysTransfers: ['attended'],
    // Recordings of a real Asterisk have it.
    knowsWhoHangsUp: [],
    clientCalls: (behind = '') => {
      asterisk.calling('PJSIP/trunk-1', `79101234567${behind}`, '700');
      return '+79101234567';
    },
    colleagueCalls: () => asterisk.calling('PJSIP/102-1', '102', '101'),
    answer: () => asterisk.answer(),
    callerHangsUp: () => asterisk.hangUp(),
    consultedAnswers: abilities.includes('consult') ? () => asterisk.consultedAnswers() : null,
    digitsHeard: () => asterisk.digits,
    link: {
      cut: () => ami.stop(),
      callerHangsUpUnheard: () => asterisk.hangUp(),
      restore: async () => {
        await ami.restart();
        await passUntil(timer, () => ami.loggedIn > 0);
      },
    },
    close: () => ami.stop(),
  };
}

const ALWAYS: readonly Ability[] = ['originate', 'reject', 'hangup', 'hold', 'mute', 'redirect', 'dtmf'];

conformance('asterisk', () => start([...ALWAYS, 'consult'], {}));
conformance('asterisk, with phones that are asked to answer and hold', () =>
  start([...ALWAYS, 'answer'], { answer: 'notify', hold: 'phone' }),
);
