import { FakeVats } from '../support/megafon/FakeVats';
import type { Result } from '../../protocol/methods';
import { Guide, quotedIn } from './support/Guide';
import { Installation } from './support/Installation';

const guide = new Guide('MEGAFON.md');
const faults = guide.table(['cause', 'what `check` says']);
// The guide gives the eyes some time.
const tryCommands = guide.block('bash', 'callid=try-1').replace('sleep 5', ':');

let vats: FakeVats;
let machine: Installation;

/** Steps 1 and 2 of the guide, for a VATS that has the guide's users. */
beforeEach(async () => {
  vats = await FakeVats.start();
  vats.state.users = [
    { login: 'anna', name: 'Anna Smirnova', ext: '101' },
    { login: 'boris', name: 'Boris Orlov' },
  ];
  machine = new Installation({
    'https://company.megapbx.ru': vats.address,
    'key-from-the-cabinet': vats.state.key,
  });
  machine.configure(guide.block('yaml', 'driver: megafon'));
  await machine.run(guide.block('bash', 'ASTERISKNG_MEGAFON_KEY='));
});

afterEach(async () => {
  await machine.close();
  await vats.close();
});

test('the check says what the guide shows', async () => {
  expect(await machine.run(guide.block('bash', 'main.js check'))).toBe(guide.block('text', 'It works'));
});

test('the other API works too', async () => {
  machine.change('server.yaml', 'api: rest', 'api: old');
  expect(await machine.check()).toContain('takes the key and has 2 users');
});

test('the push of the guide brings a popup, and its second one a missed call', async () => {
  await machine.start();
  await machine.logged('"connected"');
  expect(await machine.run(tryCommands.replace(' CANCELLED', ''))).toBe('{}');
  expect(await machine.phases('RINGING')).toBe('RINGING');
  expect(machine.log.some((line) => line.includes(guide.after('for the line ')))).toBe(true);
  expect(await machine.run(tryCommands.replace('INCOMING ', ''))).toBe('{}');
  await machine.timer.pass(1_000);
  expect(await machine.phases('ENDED MISSED')).toBe('ENDED MISSED');
});

test('a push with another token is refused as the guide says', async () => {
  await machine.start();
  const said = await machine.run(tryCommands.replace('$ASTERISKNG_MEGAFON_TOKEN', 'another-token'));
  expect(said).toBe(guide.after('is answered 401 ').repeat(2));
});

test('a click rings the agent’s phone first, and what the VATS can not do is not offered', async () => {
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

/** What brings each cause of the guide's table about. */
const causes: Readonly<Record<string, () => Promise<void> | void>> = {
  'wrong key': () => void (vats.state.key = 'another-key-of-the-vats'),
  'wrong name of the VATS': () =>
    void (vats.spoiled = { status: 301, body: '', location: 'https://a.test/' }),
  'the VATS has the other API': () => void (vats.spoiled = { status: 404, body: '' }),
  'the VATS is away, or no way to it': () => vats.close(),
  'an agent whom the VATS does not know': () => machine.change('server.yaml', "'102': boris", ''),
  'a login that is not there': () => void (vats.state.users = vats.state.users.slice(0, 1)),
  'address without https': () => machine.change('server.yaml', /http:.*/, 'http://company.megapbx.ru'),
  'the key was not set': () => machine.change('secrets.env', /ASTERISKNG_MEGAFON_KEY/, 'NOTHING'),
  'the token was not set': () => machine.change('secrets.env', /ASTERISKNG_MEGAFON_TOKEN/, 'NOTHING'),
};

test('each cause in the guide is tried', () => {
  expect(faults.map(([cause]) => cause)).toEqual(Object.keys(causes));
});

test.each(faults.map(([cause = '', says = '']) => [cause, quotedIn(says)] as const))(
  '%s: the check says what the guide does',
  async (cause, [says = '']) => {
    await causes[cause]?.();
    const said = await machine.check();
    expect(says).not.toBe('');
    expect(said).toContain(says);
    expect(said).not.toMatch(/It works|vats-key-of-the-test/);
  },
);
