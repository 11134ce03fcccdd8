import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Result } from '../../protocol/methods';
import { selfSigned } from '../server/support/selfSigned';
import type { FullStatus } from '../server/support/startBackend';
import { FakeEcss10, leg } from '../support/ecss10/FakeEcss10';
import { Guide, quotedIn } from './support/Guide';
import { Installation } from './support/Installation';

const NUMBER = '240473';

/** Words by which tests find parts of the guide, in each language. */
const guides = {
  en: {
    file: 'ECSS10.en.md',
    faults: ['cause', 'what `check` says', 'way out'],
    unseen: ['cause', 'how it is seen', 'way out'],
    notRegistered: 'phone not registered',
    quoted: (text: string) => `"${text}"`,
    letsIn: `accepts the login of ${NUMBER}`,
    works: 'It works',
  },
  ru: {
    file: 'ECSS10.md',
    faults: ['причина', 'что говорит `check`', 'что делать'],
    unseen: ['причина', 'как это видно', 'что делать'],
    notRegistered: 'телефон не зарегистрирован',
    quoted: (text: string) => `«${text}»`,
    letsIn: `вход выполнен, ${NUMBER}`,
    works: 'Работает',
  },
} as const;

let ecss: FakeEcss10;
let machine: Installation;
let other: Server | null = null;

/** Produces the cause in this row of the guide's table of faults. */
const causes: readonly (() => unknown)[] = [
  // certificate not trusted
  () => machine.change('server.yaml', /^ *caFile.*\n/m, ''),
  // wrong client id or API key
  () => machine.change('server.yaml', 'clientId: tester', 'clientId: unknown'),
  // `api\call\enabled` is missing
  () => void ecss.permitted.delete(NUMBER),
  // softswitch down
  () => ecss.close(),
  // something else answers there
  async () => {
    const { key, cert } = selfSigned('localhost');
    other = createServer({ key, cert }, (_request, response) => response.end('<html>'));
    await new Promise<void>((resolve) => other?.listen(0, 'localhost', resolve));
    const { port } = v.parse(v.object({ port: v.number() }), other.address());
    machine.change('server.yaml', `port: ${ecss.port}`, `port: ${port}`);
    writeFileSync(machine.path('call_api.crt'), cert);
  },
  // profile `login314`
  () => machine.change('server.yaml', 'profile: adapter', 'profile: login314'),
  // no such certificate file
  () => machine.change('server.yaml', 'call_api.crt', 'other.crt'),
  // the key was not set
  () => machine.change('secrets.env', 'ASTERISKNG_ECSS10_KEY', 'NOTHING'),
];

describe.each(['ru', 'en'] as const)('the guide in %s', (language) => {
  const words = guides[language];
  const guide = new Guide(words.file);
  const faults = guide.table(words.faults);

  /** Follows steps 1 to 3 of the guide's second part, with a softswitch configured by its first part. */
  async function install(kind: 'service' | 'widget' = 'service'): Promise<void> {
    ecss = await FakeEcss10.start(kind);
    ecss.permitted.add(NUMBER);
    ecss.registered.add(NUMBER);
    machine = new Installation(
      {
        'ecss.example.com:8089': `localhost:${ecss.port}`,
        'ecss.example.com': 'localhost',
        'port: 8089': `port: ${ecss.port}`,
        'key-from-cocon': ecss.key,
      },
      language,
    );
    writeFileSync(machine.path('call_api.crt'), ecss.ca);
    machine.configure(guide.block('yaml', 'driver: ecss10').replace('kind: service', `kind: ${kind}`));
    await machine.run(guide.block('bash', 'ASTERISKNG_ECSS10_KEY='));
  }

  afterEach(async () => {
    await machine.close();
    await ecss.close();
    other?.close();
    other = null;
  });

  test('both commands print the same fingerprint of the certificate', async () => {
    await install();
    const [file, shown, ...more] = (await machine.run(guide.block('bash', 's_client'))).trim().split('\n');
    expect([shown, more]).toEqual([file, []]);
    expect(file).toMatch(/fingerprint=[\dA-F:]{95}$/i);
  });

  test('check prints what the guide shows', async () => {
    await install();
    expect(await machine.run(guide.block('bash', 'main.js check'))).toBe(guide.block('text', words.works));
  });

  test('a widget’s login is checked for each agent', async () => {
    await install('widget');
    expect(await machine.check()).toContain(words.letsIn);
  });

  test('the popup answers and rejects, and a click rings the agent’s phone', async () => {
    await install();
    await machine.start();
    await machine.logged('"connected"');
    ecss.report(leg('a', { digits: NUMBER }));
    expect(await machine.phases('RINGING')).toBe('RINGING');
    const { calls } = await machine.ask<FullStatus>('get_agent_status');
    await machine.ask('answer', { unique_id: calls[0]?.unique_id });
    expect(await machine.phases('CONVERSATION')).toBe('CONVERSATION');
    await machine.ask('hangup', { unique_id: calls[0]?.unique_id });
    await machine.ask('originate', { phone: '89165551212' });
    expect(ecss.seen).toEqual(
      expect.arrayContaining([`call.answer ${NUMBER} a`, `call.make ${NUMBER} 79165551212`]),
    );
  });

  test('actions without a command have no button', async () => {
    await install();
    await machine.start();
    const { methods } = await machine.ask<Exclude<Result<'ping'>, null>>('ping');
    expect(methods).toEqual(expect.arrayContaining(['originate', 'answer', 'reject', 'hangup']));
    for (const one of ['set_hold', 'set_mute', 'redirect', 'consult', 'send_dtmf'])
      expect(methods).not.toContain(one);
  });

  test('a click-to-call with an unregistered phone is refused in the words of the guide', async () => {
    await install();
    ecss.registered.delete(NUMBER);
    await machine.start();
    await machine.logged('"connected"');
    const refused = await machine.ask<string>('originate', { phone: '89165551212' });
    const file = readFileSync(join(__dirname, `../../src/blank/i18n/${language}.json`), 'utf8');
    const texts = v.parse(v.object({ failure: v.record(v.string(), v.string()) }), JSON.parse(file));
    const [row] = guide.table(words.unseen);
    expect(row?.[0]).toBe(words.notRegistered);
    expect(quotedIn(row?.[1] ?? '')).toEqual([refused]);
    expect(row?.[1]).toContain(words.quoted(texts.failure[refused] ?? '?'));
  });

  test('there is a test for each cause in the guide', async () => {
    await install();
    expect(faults).toHaveLength(causes.length);
  });

  test.each(faults.map(([cause = '', says = ''], row) => [cause, quotedIn(says), row] as const))(
    '%s: the check says what the guide does',
    async (_cause, [says = ''], row) => {
      await install('widget');
      await causes[row]?.();
      const said = await machine.check();
      expect(says).not.toBe('');
      expect(said).toContain(machine.placed(says));
      expect(said).not.toContain(ecss.key);
    },
  );
});
