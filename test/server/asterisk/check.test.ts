import { renderFindings } from '../../../server/commands/renderFindings';
import { runChecks } from '../../../server/commands/runChecks';
import { runNumbers } from '../../../server/commands/runNumbers';
import type { Check } from '../../../server/commands/Check';
import { systemClock } from '../../../server/system/Clock';
import { AmiFault } from '../../../server/telephony/asterisk/ami/Ami';
import { openAmi } from '../../../server/telephony/asterisk/ami/openAmi';
import { AsteriskCheck } from '../../../server/telephony/asterisk/check/AsteriskCheck';
import { judgeDialplan, ourContexts } from '../../../server/telephony/asterisk/check/judgeDialplan';
import { judgeLink } from '../../../server/telephony/asterisk/check/judgeLink';
import { judgePhone } from '../../../server/telephony/asterisk/check/judgePhone';
import { missingActions } from '../../../server/telephony/asterisk/check/neededActions';
import { missingEvents } from '../../../server/telephony/asterisk/check/neededEvents';
import { FakeAsterisk } from '../support/FakeAsterisk';

const AT = '10.0.0.1:5038';

test.each([
  [new AmiFault('loginRefused'), 'refuses the login of asteriskng'],
  [new AmiFault('badAnswer'), 'no manager of Asterisk'],
  [new AmiFault('timeout'), 'does not answer in time'],
  [new AmiFault('notConnected', 'ECONNREFUSED'), 'can not be reached (ECONNREFUSED)'],
  [new AmiFault('notConnected'), 'can not be reached: '],
])('why the manager can not be used is said in plain words: %s', (fault, said) => {
  const finding = judgeLink(fault, AT, 'asteriskng');
  expect(finding.level).toBe('fault');
  expect(finding.text).toContain(said);
  expect(finding.text).toContain(AT);
});

test('actions that are missing are told with the right or the module that brings them', () => {
  const all = ['Status', 'Setvar', 'Hangup', 'Redirect', 'Bridge', 'Originate', 'MuteAudio', 'PlayDTMF'];
  expect(missingActions(new Set(all), false)).toMatchObject([{ level: 'ok' }]);
  const [notify, ...others] = missingActions(new Set(all), true);
  expect([notify?.level, others]).toEqual(['fault', []]);
  expect(notify?.text).toContain('res_pjsip_notify.so');
  const without = missingActions(new Set(all.filter((name) => name !== 'Originate')), false);
  expect(without.map(({ text }) => text)).toEqual([expect.stringContaining('lacks "originate".')]);
});

test('events that are not heard are told', () => {
  const shown = 'username: crm\n   read perm: system,call,dialplan\n  write perm: all';
  expect(missingEvents(shown, true).map(({ text }) => text)).toEqual([expect.stringContaining('"agent"')]);
  expect(missingEvents('read perm: all', true)).toEqual([]);
  expect(missingEvents(null, true)).toEqual([]);
  expect(missingEvents(null, false).map(({ text }) => text)).toEqual([expect.stringContaining('"dialplan"')]);
});

test('contexts that are missing are told', () => {
  const all = new Set<string>([...ourContexts, 'from-internal']);
  expect(judgeDialplan(all, 'from-internal')).toMatchObject([{ level: 'ok' }]);
  const [other] = judgeDialplan(all, 'internal');
  expect([other?.level, other?.text]).toEqual(['fault', expect.stringContaining('no context internal')]);
  const [ours] = judgeDialplan(new Set(['from-internal']), 'from-internal');
  expect([ours?.level, ours?.text]).toEqual(['fault', expect.stringContaining('asteriskng-hold')]);
});

test.each([
  ['unknown', 'fault'],
  ['away', 'warning'],
  ['unasked', 'warning'],
  ['there', 'ok'],
] as const)('a phone that is %s is of the level %s', (state, level) => {
  const finding = judgePhone('101', 'PJSIP/101', state);
  expect(finding.level).toBe(level);
  expect(finding.text).toContain('PJSIP/101, the phone of 101');
});

describe('before an Asterisk', () => {
  let asterisk: FakeAsterisk;

  beforeEach(async () => {
    asterisk = await FakeAsterisk.start();
  });

  afterEach(async () => {
    await asterisk.stop();
  });

  function check(): AsteriskCheck {
    const devices = ['SIP/101', 'PJSIP/101', 'PJSIP/109'] as const;
    const phone = {
      extension: '101',
      devices,
      answer: { by: 'none' },
      autoAnswer: 'none',
      hold: 'server',
    } as const;
    return new AsteriskCheck(openAmi(asterisk.settings, systemClock), {
      at: AT,
      user: 'crm',
      context: 'internal',
      phones: [{ ...phone, devices: [...devices] }],
      clock: systemClock,
    });
  }

  async function texts(): Promise<string> {
    return (await check().run(AbortSignal.timeout(20_000)))
      .map(({ level, text }) => `${level} ${text}`)
      .join('\n');
  }

  test('all that the user may not look at is said, and nothing is made up', async () => {
    asterisk.answer('ListCommands', () => [{ Response: 'Success', Status: 'x', Hangup: 'x' }]);
    asterisk.answer('PJSIPShowEndpoint', (action) =>
      action['Endpoint']?.[0] === '101'
        ? [
            { Response: 'Success', EventList: 'start' },
            { Event: 'EndpointDetail', DeviceState: 'Unavailable' },
            { Event: 'EndpointDetailComplete', EventList: 'Complete' },
          ]
        : [{ Response: 'Error', Message: 'Unable to retrieve endpoint' }],
    );
    const said = await texts();
    expect(said).toContain('fault The action Originate is not to be had');
    expect(said).toContain('warning The dialplan was not looked at');
    expect(said).toContain('warning PJSIP/101, the phone of 101, is not registered.');
    expect(said).toContain('warning SIP/101, the phone of 101, is no PJSIP');
    expect(said).toContain('fault Asterisk has no endpoint for PJSIP/109');
    expect(said).not.toContain('music');
  });

  test('the console is asked where it may be: a user who hears nothing, and no music', async () => {
    asterisk.answer('ListCommands', () => [{ Response: 'Success', Setvar: 'x', Command: 'x' }]);
    asterisk.answer('Command', (action) => [
      {
        Response: 'Success',
        Output: action['Command']?.[0] === 'moh show classes' ? 'No classes' : 'read perm: system',
      },
    ]);
    const said = await texts();
    expect(said).toContain('lacks "call": no call is seen');
    expect(said).toContain('lacks "dialplan"');
    expect(said).toContain('There is no music on hold');
  });

  test('a check that is given up says that Asterisk does not answer', async () => {
    asterisk.isSilent = true;
    const [finding] = await check().run(AbortSignal.timeout(50));
    expect(finding?.text).toContain('does not answer in time');
  });
});

test('findings are shown by thing, with a sum; a fault of ours in a check is one as well, without its text', async () => {
  const checks: Check[] = [
    { name: 'One', run: () => Promise.resolve([{ level: 'ok', text: 'Fine.' }]) },
    { name: 'Two', run: () => Promise.reject(new TypeError('a secret')) },
  ];
  const { lines, works } = renderFindings(await runChecks(checks, new AbortController().signal));
  expect(lines).toEqual([
    'One:',
    '  ok      Fine.',
    'Two:',
    '  FAULT   It could not be checked: TypeError.',
    'It does not work: 1 faults, 0 warnings.',
  ]);
  expect(works).toBe(false);
  expect(renderFindings([{ name: 'x', findings: [{ level: 'warning', text: 'Hm.' }] }])).toEqual({
    lines: ['x:', '  WARNING Hm.', 'It works: 0 faults, 1 warnings.'],
    works: true,
  });
});

test('numbers are explained, and without one it is said how to ask', () => {
  const settings = { toPbx: [], toCrm: [] };
  expect(runNumbers(settings, [])[0]).toContain('Usage');
  expect(runNumbers(settings, ['1', '2'])).toHaveLength(4);
});
