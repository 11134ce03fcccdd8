import { FakeVats } from '../support/megafon/FakeVats';
import type { Result } from '../../protocol/methods';
import { Guide, quotedIn } from './support/Guide';
import { Installation } from './support/Installation';

/** Words by which tests find parts of the guide, in each language. */
const guides = {
  en: {
    file: 'MEGAFON.en.md',
    faults: ['cause', 'what `check` says'],
    logLine: 'look for the line ',
    wrongToken: 'is answered 401 ',
    works: 'It works',
    takesKey: 'accepts the key and has 2 users',
  },
  ru: {
    file: 'MEGAFON.md',
    faults: ['причина', 'что говорит `check`'],
    logLine: 'поищите в журнале строку ',
    wrongToken: 'сервер отвечает 401 ',
    works: 'Работает',
    takesKey: 'принимает ключ, пользователей в ней — 2',
  },
} as const;

let vats: FakeVats;
let machine: Installation;

/** Produces the cause in this row of the guide's table of faults. */
const causes: readonly (() => Promise<void> | void)[] = [
  // wrong key
  () => void (vats.state.key = 'another-key-of-the-vats'),
  // wrong name of the VATS
  () => void (vats.spoiled = { status: 301, body: '', location: 'https://a.test/' }),
  // the VATS has the other API
  () => void (vats.spoiled = { status: 404, body: '' }),
  // the VATS is down
  () => vats.close(),
  // an agent who is not in the VATS
  () => machine.change('server.yaml', "'102': boris", ''),
  // no such login
  () => void (vats.state.users = vats.state.users.slice(0, 1)),
  // address without https
  () => machine.change('server.yaml', /http:.*/, 'http://company.megapbx.ru'),
  // the key was not set
  () => machine.change('secrets.env', /ASTERISKNG_MEGAFON_KEY/, 'NOTHING'),
  // the token was not set
  () => machine.change('secrets.env', /ASTERISKNG_MEGAFON_TOKEN/, 'NOTHING'),
];

describe.each(['ru', 'en'] as const)('the guide in %s', (language) => {
  const words = guides[language];
  const guide = new Guide(words.file);
  const faults = guide.table(words.faults);
  // The guide shows a call that lasts some seconds, so that a person can look.
  const tryCommands = guide.block('bash', 'callid=try-1').replace('sleep 5', ':');

  /** Follows steps 1 and 2 of the guide, with a VATS that has the guide's users. */
  beforeEach(async () => {
    vats = await FakeVats.start();
    vats.state.users = [
      { login: 'anna', name: 'Anna Smirnova', ext: '101' },
      { login: 'boris', name: 'Boris Orlov' },
    ];
    machine = new Installation(
      {
        'https://company.megapbx.ru': vats.address,
        'key-from-the-cabinet': vats.state.key,
      },
      language,
    );
    machine.configure(guide.block('yaml', 'driver: megafon'));
    await machine.run(guide.block('bash', 'ASTERISKNG_MEGAFON_KEY='));
  });

  afterEach(async () => {
    await machine.close();
    await vats.close();
  });

  test('check prints what the guide shows', async () => {
    expect(await machine.run(guide.block('bash', 'main.js check'))).toBe(guide.block('text', words.works));
  });

  test('the other API works too', async () => {
    machine.change('server.yaml', 'api: rest', 'api: old');
    expect(await machine.check()).toContain(words.takesKey);
  });

  test('the first push of the guide shows a popup, the second one a missed call', async () => {
    await machine.start();
    await machine.logged('"connected"');
    expect(await machine.run(tryCommands.replace(' CANCELLED', ''))).toBe('{}');
    expect(await machine.phases('RINGING')).toBe('RINGING');
    expect(machine.log.some((line) => line.includes(guide.after(words.logLine)))).toBe(true);
    expect(await machine.run(tryCommands.replace('INCOMING ', ''))).toBe('{}');
    await machine.timer.pass(1_000);
    expect(await machine.phases('ENDED MISSED')).toBe('ENDED MISSED');
  });

  test('a push with another token is refused as the guide says', async () => {
    await machine.start();
    const said = await machine.run(tryCommands.replace('$ASTERISKNG_MEGAFON_TOKEN', 'another-token'));
    expect(said).toBe(guide.after(words.wrongToken).repeat(2));
  });

  test('a click-to-call rings the agent’s phone first, and actions that the VATS lacks have no button', async () => {
    await machine.start();
    await machine.logged('"connected"');
    const { methods } = await machine.ask<Exclude<Result<'ping'>, null>>('ping');
    expect(methods).toContain('originate');
    for (const one of [
      'answer',
      'reject',
      'hangup',
      'set_hold',
      'set_mute',
      'redirect',
      'consult',
      'send_dtmf',
    ])
      expect(methods).not.toContain(one);
    await machine.ask('originate', { phone: '+7 (916) 555-12-12' });
    expect(vats.state.orders).toMatchObject([{ user: 'anna', phone: '79165551212' }]);
    expect(await machine.phases('DIALING')).toBe('DIALING');
  });

  test('there is a test for each cause in the guide', () => {
    expect(faults).toHaveLength(causes.length);
  });

  test.each(faults.map(([cause = '', says = ''], row) => [cause, quotedIn(says), row] as const))(
    '%s: the check says what the guide does',
    async (_cause, [says = ''], row) => {
      await causes[row]?.();
      const said = await machine.check();
      expect(says).not.toBe('');
      expect(said).toContain(says);
      expect(said).not.toContain(words.works);
      expect(said).not.toContain('vats-key-of-the-test');
    },
  );
});
