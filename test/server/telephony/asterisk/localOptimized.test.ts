import { parse } from 'valibot';
import { createLogger } from '../../../../server/http/createLogger';
import { asteriskSettingsSchema } from '../../../../server/telephony/asterisk/asteriskSettings';
import type { AsteriskTelephony } from '../../../../server/telephony/asterisk/AsteriskTelephony';
import { createAsterisk } from '../../../../server/telephony/asterisk/createAsterisk';
import { systemClock } from '../../../../server/system/Clock';
import { eventually } from '../../support/eventually';
import { FakeAsterisk, type FakeAction, type FakeMessage } from '../../support/FakeAsterisk';
import { Script } from './tracking/support/Script';

const DONE: readonly FakeMessage[] = [{ Response: 'Success' }];
const GONE: readonly FakeMessage[] = [{ Response: 'Error', Message: 'No such channel' }];
const HALF = 'Local/101@agents-1;2';

let asterisk: FakeAsterisk;
let telephony: AsteriskTelephony;
let script: Script;
let answered: string[];

/** A queue's client and the agent talk through a Local channel, whose halves are in a bridge with one of them each. */
beforeEach(async () => {
  asterisk = await FakeAsterisk.start();
  asterisk.answerList('Status', () => []);
  const { host, port, user, secret } = asterisk.settings;
  const agents = [{ email: '101@example.com', extension: '101', name: '101' }];
  telephony = createAsterisk(parse(asteriskSettingsSchema, { ami: { host, port, user }, secret }), {
    agents,
    drafts: undefined,
    onPresence: () => undefined,
    clock: systemClock,
    logger: createLogger('silent'),
    readFile: () => null,
  });
  const links: boolean[] = [];
  answered = [];
  await telephony.start({
    call: (_extension, event) => {
      if (event.type === 'answered') answered.push(event.id);
    },
    closed: () => undefined,
    finished: () => undefined,
    resynced: () => undefined,
    link: (isUp) => links.push(isUp),
  });
  await eventually('the link is up', () => links.at(-1));
  script = new Script((message) => asterisk.event(message));
  script
    .calls('client', 'PJSIP/trunk-1', '79101234567', '700')
    .open('one', 'Local/101@agents-1;1', '101', 'client')
    .calls('two', HALF, '700', '101', 'client')
    .begins('client', 'one')
    .open('agent', 'PJSIP/101-1', '101', 'client')
    .rings('two', 'agent')
    .answers('two', 'agent', 'near')
    .answers('client', 'one', 'far');
  await eventually('they talk', () => answered.length > 0);
});

afterEach(async () => {
  await telephony.close();
  await asterisk.stop();
});

/** As Asterisk 22 does: the agent's channel takes the place of the near half, and both halves are gone. */
function optimize(): void {
  script.leaves('near', 'agent').leaves('far', 'one').enters('far', 'agent').leaves('near', 'two');
  script.hangsUp('two').hangsUp('one');
}

const channelOf = (action: FakeAction): string => action['Channel']?.[0] ?? '';

test.each(['before', 'after'])(
  'a client is put on hold though the Local channel is gone by then: Asterisk says so %s the events of it',
  async (order) => {
    asterisk.answer('Setvar', (action) => {
      if (channelOf(action) !== HALF) return DONE;
      if (order === 'after') optimize();
      else setImmediate(optimize);
      return GONE;
    });
    asterisk.answer('Redirect', () => {
      for (const [id, place] of [['client', 'hold'] as const, ['agent', 'wait'] as const])
        script.event('VarSet', id, { Variable: 'ASTERISKNG_AT', Value: place });
      return DONE;
    });
    await telephony.run('101', { kind: 'hold', callId: answered[0] ?? '', on: true });
    const redirected = asterisk.of('Redirect').map((one) => [channelOf(one), one['ExtraChannel']?.[0]]);
    expect(redirected).toEqual([['PJSIP/trunk-1', 'PJSIP/101-1']]);
  },
);

test('where the client has hung up meanwhile there is no such call', async () => {
  asterisk.answer('Setvar', (action) => {
    if (channelOf(action) !== HALF) return DONE;
    script.hangsUp('client').hangsUp('one').hangsUp('two').hangsUp('agent');
    return GONE;
  });
  const held = telephony.run('101', { kind: 'hold', callId: answered[0] ?? '', on: true });
  await expect(held).rejects.toMatchObject({ reason: 'NoActiveCall' });
  expect(asterisk.of('Redirect')).toEqual([]);
});
