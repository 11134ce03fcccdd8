import { renderFindings } from '../../../../server/cli/renderFindings';
import { runChecks } from '../../../../server/cli/runChecks';
import { runNumbers } from '../../../../server/cli/runNumbers';
import type { Check } from '../../../../server/system/Check';
import { systemClock } from '../../../../server/system/Clock';
import { AmiFault } from '../../../../server/telephony/asterisk/ami/Ami';
import { openAmi } from '../../../../server/telephony/asterisk/ami/openAmi';
import { AsteriskCheck } from '../../../../server/telephony/asterisk/check/AsteriskCheck';
import {
  judgeDialplan,
  NEWEST_CONTEXT,
  ourContexts,
} from '../../../../server/telephony/asterisk/check/judgeDialplan';
import { hasNumber } from '../../../../server/telephony/asterisk/hasNumber';
import { judgeLink } from '../../../../server/telephony/asterisk/check/judgeLink';
import { judgeContexts, judgePhone } from '../../../../server/telephony/asterisk/check/judgePhone';
import { missingActions } from '../../../../server/telephony/asterisk/check/missingActions';
import { FakeAsterisk } from '../../support/FakeAsterisk';
import { PATIENCE_MS } from '../../../support/patience';
import { sameInAll } from '../../../../server/system/Message';
import { inEnglish } from '../../support/inEnglish';

const AT = '10.0.0.1:5038';

test.each([
  [new AmiFault('loginRefused'), 'refuses the login of asteriskng'],
  [new AmiFault('badAnswer'), "is not Asterisk's manager"],
  [new AmiFault('timeout'), 'does not answer in time'],
  [new AmiFault('notConnected', 'ECONNREFUSED'), 'can not be reached (ECONNREFUSED)'],
  [new AmiFault('notConnected'), 'can not be reached: '],
  [new AmiFault('notConnected', 'ENOTFOUND'), 'The name in 10.0.0.1:5038 is not in DNS'],
])('why the manager can not be used is said in plain words: %s', (fault, said) => {
  const finding = judgeLink(fault, AT, 'asteriskng');
  expect(finding.level).toBe('fault');
  expect(finding.text.en).toContain(said);
  expect(finding.text.en).toContain(AT);
});

test('a missing action is reported as a missing right, once, or as a missing module', () => {
  const all = [
    'Status',
    'Setvar',
    'Hangup',
    'Redirect',
    'Bridge',
    'Originate',
    'MuteAudio',
    'PlayDTMF',
    'Filter',
  ];
  const texts = (names: readonly string[], isAsked = false) =>
    missingActions(new Set(names), isAsked).map(({ text }) => text.en);
  expect(missingActions(new Set(all), false)).toMatchObject([{ level: 'ok' }]);
  expect(texts(all, true)).toEqual([expect.stringContaining('the module res_pjsip_notify.so')]);
  expect(texts(['Originate', 'MuteAudio', 'Filter'])).toEqual([expect.stringContaining('lacks "call"')]);
  expect(texts(all.filter((name) => name !== 'Originate'))).toEqual([
    '"write" of the user in manager.conf lacks "originate": no call can be made.',
  ]);
  expect(texts(all.filter((name) => name !== 'MuteAudio'))).toEqual([
    expect.stringContaining('the module res_mutestream.so is not loaded'),
  ]);
  expect(texts(all.filter((name) => !['MuteAudio', 'Filter'].includes(name)))).toEqual([
    expect.stringContaining('lacks "system"'),
  ]);
});

test('missing contexts and numbers are reported', () => {
  const all = new Set<string>([...ourContexts, NEWEST_CONTEXT, 'from-internal']);
  const judged = (known: ReadonlySet<string>, agentsContext: string, isFound = true) =>
    judgeDialplan({
      known,
      agentsContext,
      lookedUp: [
        { number: '101', agent: '101', isFound },
        { number: '79001234567', agent: null, isFound },
      ],
    });
  expect(judged(all, 'from-internal')).toMatchObject([{ level: 'ok' }]);
  expect(inEnglish(judged(all, 'internal'))).toMatchObject([
    { level: 'fault', text: expect.stringContaining('no context internal') as string },
  ]);
  expect(judged(new Set(['from-internal']), 'from-internal')[0]?.text.en).toContain('asteriskng-hold');
  expect(judged(all, 'from-internal', false).map(({ level }) => level)).toEqual(['fault', 'fault']);
  const older = new Set<string>([...ourContexts, 'from-internal']);
  expect(judged(older, 'from-internal')).toMatchObject([{ level: 'warning' }]);
});

test('a number is dialled where a call begins; a hint does not, nor does the last resort of FreePBX', () => {
  const row = { Event: 'ListDialplan', Context: 'ext-local', Extension: '101', Priority: '1' };
  expect(hasNumber([row])).toBe(true);
  expect(hasNumber([{ ...row, Priority: 'hint' }])).toBe(false);
  expect(hasNumber([{ ...row, Context: 'bad-number' }])).toBe(false);
  expect(hasNumber([{ ...row, Context: 'bad-number' }, row])).toBe(true);
});

test('a context in which no phone dials is a fault; one phone with another one is a warning', () => {
  const phone = (device: string, context: string | null) => ({ device, state: 'there', context }) as const;
  const levels = (...phones: ReturnType<typeof phone>[]) =>
    judgeContexts(phones, 'from-internal').map(({ level }) => level);
  expect(levels(phone('PJSIP/101', 'from-internal'), phone('SIP/102', null))).toEqual([]);
  expect(levels(phone('PJSIP/101', 'from-internal'), phone('PJSIP/102', 'office'))).toEqual(['warning']);
  expect(levels(phone('PJSIP/101', 'office'), phone('PJSIP/102', 'office'))).toEqual(['fault', 'fault']);
});

test.each([
  ['unknown', 'fault'],
  ['away', 'warning'],
  ['unasked', 'unseen'],
  ['notAllowed', 'unseen'],
  ['noModule', 'fault'],
  ['there', 'ok'],
] as const)('a phone that is %s is of the level %s', (state, level) => {
  const finding = judgePhone('101', 'PJSIP/101', state);
  expect(finding.level).toBe(level);
  expect(finding.text.en).toContain('PJSIP/101, the phone of 101');
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
      outside: '79001234567',
      isOutsideExample: false,
      routing: null,
      phones: [{ ...phone, devices: [...devices] }],
      clock: systemClock,
    });
  }

  async function texts(): Promise<string> {
    return (await check().run(AbortSignal.timeout(PATIENCE_MS)))
      .map(({ level, text }) => `${level} ${text.en}`)
      .join('\n');
  }

  test('every action that the user may not use is reported, and nothing is guessed', async () => {
    asterisk.answer('ListCommands', () => [
      { Response: 'Success', Status: 'x', Hangup: 'x', PJSIPShowEndpoint: 'x' },
    ]);
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
    expect(said).toContain('fault "write" of the user in manager.conf lacks "originate"');
    expect(said).toContain('unseen The dialplan was not looked at');
    expect(said).toContain('warning PJSIP/101, the phone of 101, is not registered.');
    expect(said).toContain('unseen SIP/101, the phone of 101, is not PJSIP');
    expect(said).toContain('fault Asterisk has no endpoint for PJSIP/109');
    expect(said).not.toContain('music');
  });

  test('the console is asked where it may be: a user who does not hear queues', async () => {
    asterisk.answer('ListCommands', () => [{ Response: 'Success', Command: 'x' }]);
    asterisk.answer('Command', () => [{ Response: 'Success', Output: 'read perm: system' }]);
    const said = await texts();
    expect(said).toContain('lacks "agent"');
    expect(said).toContain('unseen Events of the class "call" were not tried');
  });

  test('a check that is given up says that Asterisk does not answer', async () => {
    asterisk.isSilent = true;
    const [finding] = await check().run(AbortSignal.timeout(50));
    expect(finding?.text.en).toContain('does not answer in time');
  });
});

test('findings are shown by thing, with a sum; a fault of ours in a check is one as well, without its text', async () => {
  const checks: Check[] = [
    { name: 'One', run: () => Promise.resolve([{ level: 'ok', text: sameInAll('Fine.') }]) },
    { name: 'Two', run: () => Promise.reject(new TypeError('a secret')) },
  ];
  const { lines, works } = renderFindings(await runChecks(checks, new AbortController().signal), 'en');
  expect(lines).toEqual([
    'One:',
    '  ok      Fine.',
    'Two:',
    '  FAULT   It could not be checked: TypeError.',
    'It does not work: 1 fault, 0 warnings.',
  ]);
  expect(works).toBe(false);
  expect(
    renderFindings([{ name: 'x', findings: [{ level: 'warning', text: sameInAll('Hm.') }] }], 'en'),
  ).toEqual({
    lines: ['x:', '  WARNING Hm.', 'It works, with reservations: 0 faults, 1 warning.'],
    works: true,
  });
  expect(
    renderFindings([{ name: 'x', findings: [{ level: 'unseen', text: sameInAll('Dark.') }] }], 'en'),
  ).toEqual({
    lines: ['x:', '  ?       Dark.', 'No fault was found: 0 faults, 0 warnings, 1 not looked at.'],
    works: true,
  });
});

test('numbers are explained, and without one it is said how to ask', () => {
  const settings = { toPbx: [], toCrm: [] };
  expect(runNumbers(settings, [])[0]?.en).toContain('Usage');
  expect(runNumbers(settings, ['1', '2'])).toHaveLength(4);
});
