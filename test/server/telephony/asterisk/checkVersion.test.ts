import { systemClock } from '../../../../server/system/Clock';
import { openAmi } from '../../../../server/telephony/asterisk/ami/openAmi';
import { AsteriskCheck } from '../../../../server/telephony/asterisk/check/AsteriskCheck';
import { judgeVersion } from '../../../../server/telephony/asterisk/check/judgeVersion';
import { PATIENCE_MS } from '../../../support/patience';
import { FakeAsterisk } from '../../support/FakeAsterisk';

test.each([
  ['22.11.0', 'warning', '22.11.0'],
  ['22.11.0~dfsg+~cs6.16.60671435-1', 'warning', '22.11.0'],
  ['22.12.1', 'warning', '22.11.0'],
  ['20.21.0', 'warning', '20.21.0'],
  ['23.5.0', 'warning', '23.5.0'],
  ['22.10.1~dfsg+~cs6.16.60671435-1', 'ok', '22.10'],
  ['certified-22.8-cert1', 'ok', '22.8'],
  ['certified/18.9-cert4', 'ok', '18.9'],
  ['16.28.0~dfsg-0+deb11u9', 'ok', '16.28'],
  ['GIT-master-2f1cdf9', 'unseen', 'GIT-master-2f1cdf9'],
  ['', 'unseen', 'not looked at'],
])('what is known of Asterisk %s is said: %s', (version, level, named) => {
  const [finding, ...others] = judgeVersion(version);
  expect(others).toEqual([]);
  expect(finding?.level).toBe(level);
  for (const text of [finding?.text.en, finding?.text.ru]) expect(text).not.toBe('');
  expect(finding?.text.en).toContain(named);
});

describe('check', () => {
  let asterisk: FakeAsterisk;

  beforeEach(async () => {
    asterisk = await FakeAsterisk.start();
  });

  afterEach(async () => {
    await asterisk.stop();
  });

  async function found(language: 'en' | 'ru'): Promise<readonly string[]> {
    const check = new AsteriskCheck(openAmi(asterisk.settings, systemClock), {
      at: '10.0.0.1:5038',
      user: 'crm',
      context: 'internal',
      outside: '79001234567',
      isOutsideExample: false,
      routing: null,
      phones: [],
      clock: systemClock,
    });
    const findings = await check.run(AbortSignal.timeout(PATIENCE_MS));
    return findings.map(({ level, text }) => `${level} ${text[language]}`);
  }

  test.each([
    ['en', 'warning Asterisk 22.11: since 22.11.0 a call that somebody has listened in on (ChanSpy)'],
    ['ru', 'warning Asterisk 22.11: начиная с 22.11.0 разговор, который прослушивали (ChanSpy)'],
  ] as const)(
    'names the fault of a version in which who was listened in on is not bridged again: %s',
    async (language, text) => {
      asterisk.answer('ListCommands', () => [{ Response: 'Success', CoreSettings: 'x' }]);
      asterisk.answer('CoreSettings', () => [{ Response: 'Success', AsteriskVersion: '22.11.0' }]);
      expect(await found(language)).toContainEqual(expect.stringContaining(text));
    },
  );

  test('says that the version was not looked at where the user may not ask', async () => {
    asterisk.answer('ListCommands', () => [{ Response: 'Success', Status: 'x' }]);
    expect(await found('en')).toContainEqual(
      expect.stringMatching(/^unseen .*version of Asterisk.*"system"/),
    );
    expect(asterisk.of('CoreSettings')).toEqual([]);
  });
});
