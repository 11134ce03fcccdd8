import * as v from 'valibot';
import { elmaPushSchema } from '../../server/elma365/elma365Wire';
import { ElmaServer } from '../elma365/support/ElmaServer';
import { elmaSource } from '../elma365/support/elmaSource';
import { FakeElma } from '../elma365/support/FakeElma';
import { Guide, quotedIn } from './support/Guide';
import { Installation } from './support/Installation';

const guide = new Guide('ELMA365.md');
const settings = guide.table(['имя свойства', 'что это', 'если пусто'], 1);
const OURS = `path: /asterisk_ng
agents:
  - { email: anna@example.com, extension: '101', name: Анна Смирнова }
telephony: { driver: simulator }
`;

let elma: FakeElma;
let server: ElmaServer;
let machine: Installation;
let key: string;

/** Follows steps 1 and 2 of the guide's part on AsteriskNG and starts the backend. */
beforeEach(async () => {
  elma = new FakeElma(elmaSource('asteriskng'), (url, request) => fetch(machine.placed(url), request));
  server = await ElmaServer.start(elma);
  machine = new Installation({ 'https://company.elma365.ru': server.origin });
  machine.configure(OURS);
  machine.add(guide.block('yaml', 'elma365:'));
  const shown = await machine.run(guide.block('bash', 'ASTERISKNG_ELMA365_KEY=$(openssl'));
  key = shown.trim().replace('ASTERISKNG_ELMA365_KEY=', '');
  await machine.start();
});

afterEach(async () => {
  await machine.close();
  await server.close();
});

/** Step 4: the required fields of the table. */
function fillIn(): void {
  const [[, address = ''] = []] = settings;
  Object.assign(elma.params, { address: quotedIn(address)[0], key });
}

const status = (): Promise<string> => machine.run(guide.block('bash', '/status'));

test('the backend answers through the proxy as the guide shows, before and after the module is saved', async () => {
  const before = guide.after('Ответ: ').replace(/\.$/, '');
  expect(await status()).toBe(before);
  fillIn();
  await elma.webhookIs(server.webhook);
  expect(await status()).toContain(guide.after('в ответе шага 3 стоит '));
  expect(await elma.test()).toEqual({ success: true });
});

test('the connection check sends the webhook address if it was not sent yet', async () => {
  await elma.webhookIs(server.webhook);
  expect(await status()).toContain('"webhook":false');
  fillIn();
  expect(await elma.test()).toEqual({ success: true });
  expect(await status()).toContain('"webhook":true');
});

test('agents are listed, and a call of a client reaches ELMA365', async () => {
  fillIn();
  await elma.webhookIs(server.webhook);
  expect(await elma.members()).toEqual([{ id: '101', label: 'Анна Смирнова (101)' }]);
  machine.simulator?.incoming('+79101234567', ['101']);
  await server.arrived(1);
  expect(elma.events).toMatchObject([{ event: 'e-start', srcPhone: '79101234567', dstPhone: '101' }]);
});

test.each(guide.table(['запрос', 'тело', 'ответ']).map(([...cells]) => cells))(
  '%s %s is answered as the guide says: %s',
  async (request = '', body = '', answer = '') => {
    const [method = '', route = ''] = quotedIn(request)[0]?.split(' ') ?? [];
    const [sent] = quotedIn(body);
    const response = await fetch(
      machine.placed(`https://telephony.example.com/asterisk_ng/elma365/${route}`),
      {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(sent !== undefined && { body: machine.placed(sent) }),
      },
    );
    const json: unknown = JSON.parse(quotedIn(answer)[0] ?? '');
    expect(response.status).toBe(Number(/^\d{3}/.exec(answer)?.[0] ?? 200));
    expect(shapeOf(await response.json())).toEqual(shapeOf(json));
  },
);

test('the webhook address of another server is refused as the guide says', async () => {
  fillIn();
  await expect(elma.webhookIs('https://other.elma365.ru/hook')).rejects.toThrow('elma365.address');
});

test('the pushes in the guide match the schema, except for their key', () => {
  const shown = guide
    .block('json', '"key"')
    .trim()
    .split(/\n(?=\{)/);
  expect(shown).toHaveLength(2);
  for (const text of shown) {
    const { key: shownKey, ...push } = v.parse(v.looseObject({ key: v.string() }), JSON.parse(text));
    expect(shownKey).not.toBe('');
    expect(v.safeParse(elmaPushSchema, push).issues).toBeUndefined();
  }
});

/** Replaces the values of an object by the names of their types. */
function shapeOf(json: unknown): unknown {
  if (Array.isArray(json)) return json.slice(0, 1).map(shapeOf);
  const record = v.safeParse(v.record(v.string(), v.unknown()), json);
  if (!record.success) return typeof json;
  return Object.fromEntries(Object.entries(record.output).map(([name, value]) => [name, shapeOf(value)]));
}
