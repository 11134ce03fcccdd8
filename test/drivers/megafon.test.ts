import fastify from 'fastify';
import { parse } from 'valibot';
import { KeyLimiter } from '../../server/access/KeyLimiter';
import { AgentDirectory } from '../../server/calls/AgentDirectory';
import { createLogger } from '../../server/http/createLogger';
import { createMegafon } from '../../server/telephony/megafon/createMegafon';
import { megafonSettingsSchema } from '../../server/telephony/megafon/megafonSettings';
import { FakeTimer } from '../support/FakeTimer';
import { FakeVats } from '../support/megafon/FakeVats';
import { sendPush, VatsCall, writePush } from '../support/megafon/vatsPushes';
import { conformance } from './conformance';
import type { DriverSetUp } from './DriverSetUp';

const TOKEN = 'Token-of-the-pushes-1';
const ANDY = { user: 'andy', ext: '701' };
const AGENTS = ['701', '704'].map((extension) => ({
  email: `${extension}@example.com`,
  extension,
  name: extension,
}));

/** More than the driver's pauses after a failure, and than the history takes to be believed, ms. */
const ROUNDS_MS = 300_000;

async function start(): Promise<DriverSetUp> {
  const [vats, timer, http] = [await FakeVats.start(), new FakeTimer(), fastify()];
  const driver = createMegafon(
    parse(megafonSettingsSchema, {
      address: vats.address,
      key: vats.state.key,
      crmToken: TOKEN,
      historyMinutes: 1,
    }),
    {
      clock: timer,
      logger: createLogger('silent'),
      agents: AGENTS,
      onColleagues: () => undefined,
      onPresence: () => undefined,
    },
  );
  driver.openRoutes(http, {
    path: '/',
    keyLimiter: new KeyLimiter(1_000, () => timer.now()),
    directory: new AgentDirectory(AGENTS),
    callsOf: () => [],
    findCaller: () => Promise.resolve({ name: null, extension: null }),
  });
  const url = `${await http.listen({ host: '127.0.0.1', port: 0 })}/megafon`;
  let count = 0;
  let call = new VatsCall('none', '', 'in');
  let state: 'ringing' | 'talking' | 'over' = 'over';
  /** Makes the pushes of what has just happened. */
  const push = async (happens: (call: VatsCall) => VatsCall): Promise<void> => {
    const known = call.pushes.length;
    for (const fields of happens(call).pushes.slice(known)) await sendPush(url, writePush(fields, TOKEN));
  };
  const calls = (phone: string): Promise<void> => {
    count += 1;
    state = 'ringing';
    // Calls of one number in the same second are taken for the same one.
    call = new VatsCall(`c${count}`, phone, 'in');
    return push((one) => one.rings(ANDY));
  };
  /** How its history has it. */
  const start = (): string => new Date(timer.now()).toISOString().replace(/[-:]|\.\d+/g, '');
  return {
    telephony: driver.telephony,
    timer,
    agent: '701',
    colleague: '704',
    abilities: ['originate'],
    saysTransfers: ['blind', 'attended'],
    knowsWhoHangsUp: [],
    clientCalls: async (behind = '') => {
      const number = `7910123456${count}`;
      await calls(number + behind);
      return `+${number}`;
    },
    colleagueCalls: () => calls('704'),
    answer: () => {
      state = 'talking';
      return push((one) => one.accepted(ANDY));
    },
    callerHangsUp: async () => {
      const wasTalking = state === 'talking';
      if (state === 'over') return;
      state = 'over';
      await push((one) => (wasTalking ? one.completed(ANDY) : one.cancelled(ANDY)));
      await push((one) => one.history(ANDY, wasTalking ? 'Success' : 'missed', { start: start() }));
    },
    consultedAnswers: null,
    digitsHeard: null,
    link: {
      cut: () => {
        vats.spoiled = { status: 503, body: '' };
      },
      callerHangsUpUnheard: () => {
        state = 'over';
        vats.state.history.push({
          uid: call.callid,
          type: 'in',
          client: call.phone,
          account: 'andy',
          via: '74950000001',
          start: timer.now(),
          wait: 0,
          duration: 1,
          record: '',
        });
      },
      restore: async () => {
        vats.spoiled = null;
        const seen = vats.seen.length;
        for (let passed = 0; passed < ROUNDS_MS; passed += 10_000) {
          await timer.pass(10_000);
          for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
        }
        if (vats.seen.length === seen) throw new Error('the driver has not asked again');
      },
    },
    close: async () => {
      await http.close();
      await vats.close();
    },
  };
}

conformance('megafon', start);
