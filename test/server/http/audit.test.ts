import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMethod, methods } from '../../../protocol/methods';
import { isCommand } from '../../../server/rpc/isQuery';
import { SmallDisk } from '../store/support/SmallDisk';
import { testOnDisk } from '../store/support/testOnDisk';
import { eventually } from '../support/eventually';
import { methodParams } from '../support/methodParams';
import { anna, boris } from '../support/startBackend';
import { startRoutes, type RoutesUnderTest } from '../support/startRoutes';
import { askWire } from '../support/wireForm';

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
afterAll(() => rmSync(folder, { recursive: true }));
let backend: RoutesUnderTest;
afterEach(() => backend.close());

const CLIENT = '+79101234567';
const audited = (): Record<string, unknown>[] =>
  backend.log.flatMap((line) => {
    const { audit } = JSON.parse(line) as { audit?: Record<string, unknown> };
    return audit === undefined ? [] : [audit];
  });

test('a command leaves one entry: who, what, which call, and the outcome', async () => {
  backend = await startRoutes();
  backend.simulator.incoming('5550123', ['101'], { answersItself: false });
  const id = backend.states.callsOf('101')[0]!.id;
  await askWire(backend.http, { method: 'answer', params: { unique_id: id, command_id: `answer:${id}` } });
  await askWire(backend.http, {
    method: 'redirect',
    params: { phone: CLIENT, unique_id: id, command_id: `redirect:${id}:${CLIENT}:1763700012345` },
  });
  await askWire(backend.http, { method: 'hangup', who: boris });
  expect(audited()).toEqual([
    {
      email: 'anna@example.com',
      extension: '101',
      method: 'answer',
      call: id,
      target: null,
      outcome: 'success',
      command: `answer:${id}`,
      trace: null,
    },
    {
      email: 'anna@example.com',
      extension: '101',
      method: 'redirect',
      call: id,
      target: '…4567',
      outcome: 'success',
      command: `redirect:${id}:…4567:1763700012345`,
      trace: null,
    },
    {
      email: 'boris@example.com',
      extension: '102',
      method: 'hangup',
      call: null,
      target: null,
      outcome: 'NoActiveCall',
      command: null,
      trace: null,
    },
  ]);
});

test('a number under the id of a command that ran is audited as refused', async () => {
  backend = await startRoutes();
  for (const phone of ['5550123', CLIENT])
    await askWire(backend.http, { method: 'originate', params: { phone, command_id: 'click' } });
  expect(audited().map(({ target, outcome }) => [target, outcome])).toEqual([
    ['…0123', 'success'],
    ['…4567', 'CommandIdUsed'],
  ]);
});

test.each(['+79101234567/88001112233', '+79101234567, 8 (800) 111-22-33', '+79101234567 доб. 12345678'])(
  'of %s the audit has the number that is dialled, and not the last digits of the text',
  async (text) => {
    backend = await startRoutes();
    await askWire(backend.http, { method: 'originate', params: { phone: text } });
    await askWire(backend.http, {
      method: 'originate_by_contact',
      params: { contact_uuid: `number:${text}` },
    });
    expect(audited().map(({ target }) => target)).toEqual(['…4567', 'number:…4567']);
  },
);

test.each(Object.keys(methods).filter(isMethod).filter(isCommand))(
  '%s: parameters that it does not know neither keep its entry out nor change it',
  async (method) => {
    backend = await startRoutes();
    const foreign = ['unique_id', 'phone', 'contact_uuid', 'command_id'].filter(
      (name) => !Object.keys(methods[method].params.entries).includes(name),
    );
    const additions = [5, null, {}, ['forged'], 'forged'].map((value) =>
      Object.fromEntries(foreign.map((name) => [name, value])),
    );
    for (const added of [{}, ...additions])
      await askWire(backend.http, { method, params: { ...methodParams[method], ...added } });
    const named = audited().map(({ method: of, call, target, command }) => ({ of, call, target, command }));
    expect(named).toEqual([{}, ...additions].map(() => named[0]));
    expect(named[0]?.of).toBe(method);
  },
);

test.each(Object.entries(methodParams))(
  '%s: a command is audited, a query is not; nothing private is in the line',
  async (method, params) => {
    backend = await startRoutes();
    await askWire(backend.http, { method, params });
    const isQuestion = [
      'ping',
      'open_session',
      'get_agent_status',
      'get_contacts',
      'get_last_contacts',
      'get_note',
      'get_open_notes',
      'get_outcomes',
      'get_missed_clients',
      'get_history',
    ].includes(method);
    expect(audited().map((line) => line['method'])).toEqual(isQuestion ? [] : [method]);
    expect(JSON.stringify(audited())).not.toMatch(/9101234567|910\) 123|1234567890123/);
  },
);

test('the table has every method of the wire', () => {
  expect(Object.keys(methodParams).sort()).toEqual(Object.keys(methods).sort());
});

test('numbers are written whole into the file alone when configured, extensions always', async () => {
  const file = join(folder, 'whole.log');
  backend = await startRoutes({ http: { audit: { file, numbers: 'whole' } } });
  await askWire(backend.http, { method: 'originate', params: { phone: CLIENT, command_id: 'originate:1' } });
  expect(audited()).toMatchObject([{ target: '…4567' }]);
  await backend.close();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ target: CLIENT });
  expect(backend.log.join('')).not.toContain('9101234567');
  backend = await startRoutes();
  await askWire(backend.http, { method: 'originate', params: { phone: '102' } });
  expect(audited()).toMatchObject([{ target: '102' }]);
});

test('unreadable requests, wrong keys and repeated requests of unknown users are logged', async () => {
  backend = await startRoutes({ http: { limits: { requestsPerMinute: 30 } } });
  await askWire(backend.http, { method: 'originate', params: {} });
  await askWire(backend.http, { method: 'originate', params: { phone: CLIENT }, key: 'wrong' });
  expect(audited()).toEqual([]);
  const who = { ...anna, amouser_email: 'guest@example.com', amouser_id: 9 };
  await askWire(backend.http, { method: 'hangup', who });
  for (let time = 0; time < 30; time += 1) await askWire(backend.http, { who });
  await askWire(backend.http, { method: 'hangup', who });
  expect(audited()).toMatchObject([
    { email: 'guest@example.com', extension: null, outcome: 'UnknownAgent' },
    { email: 'guest@example.com', extension: null, outcome: 'TooManyRequests' },
  ]);
});

test('a command over the limit is audited, a wrong one is not', async () => {
  backend = await startRoutes({ http: { limits: { requestsPerMinute: 30 } } });
  for (let time = 0; time < 30; time += 1) await askWire(backend.http);
  const long = 'x'.repeat(60_000);
  await askWire(backend.http, { method: 'originate', params: { phone: long, command_id: 'click' } });
  await askWire(backend.http, { method: 'no_such_method', params: { phone: CLIENT } });
  await askWire(backend.http, { method: 'originate', params: { phone: CLIENT, command_id: 'click' } });
  const refused = { extension: '101', outcome: 'TooManyRequests' };
  expect(audited()).toMatchObject([{ ...refused, method: 'originate', target: '…4567', command: 'click' }]);
  expect(audited()).toHaveLength(1);
});

test('the file gets one line for each command, is readable by its owner only, and survives copytruncate', async () => {
  const file = join(folder, 'commands.log');
  const size = (): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const written = (): Promise<string> => eventually('a line', () => size() > 0 && readFileSync(file, 'utf8'));
  backend = await startRoutes({ http: { audit: { file } } });
  await askWire(backend.http, { method: 'hangup' });
  const first = await written();
  expect(JSON.parse(first)).toMatchObject({
    time: '2025-11-21T04:40:00.000Z',
    method: 'hangup',
    email: 'anna@example.com',
  });
  expect([first.endsWith('}\n'), statSync(file).mode & 0o777]).toEqual([true, 0o600]);
  truncateSync(file);
  await askWire(backend.http, { method: 'hangup', params: { unique_id: 'a\nb' } });
  const second = await written();
  expect(second.trim().split('\n')).toHaveLength(1);
  await backend.close();
  backend = await startRoutes({ http: { audit: { file } } });
  await askWire(backend.http, { method: 'hangup' });
  await backend.close();
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
  backend = await startRoutes();
});

test("a file that can't be written is logged, and commands still work", async () => {
  backend = await startRoutes({ http: { audit: { file: join(folder, 'none', 'commands.log') } } });
  await eventually('the fault', () => backend.log.join('').includes('can not be written'));
  expect(await askWire(backend.http, { method: 'hangup' })).toBe('NoActiveCall');
  expect(audited()).toHaveLength(1);
});

testOnDisk('after a disk that was full the file of commands is written again, in whole lines', async () => {
  const disk = SmallDisk.make(65_536);
  try {
    const file = join(disk.folder, 'commands.log');
    backend = await startRoutes({ http: { audit: { file } } });
    const lines = (): string[] => readFileSync(file, 'utf8').split('\n');
    const hangUp = () => askWire(backend.http, { method: 'hangup' });
    const logged = (event: string) =>
      eventually(event, () => backend.log.filter((line) => line.includes(event)).length || null);
    const until = (event: string) =>
      eventually(event, async () => {
        await hangUp();
        return backend.log.join('').includes(event);
      });
    await hangUp();
    await eventually('a whole line', () => lines().length === 2);
    disk.fill();
    await until('http.audit-not-written');
    for (let count = 0; count < 5; count += 1) await hangUp();
    disk.free();
    // The first command may still meet the file that has failed.
    await until('http.audit-works-again');
    expect(await logged('http.audit-works-again')).toBe(1);
    await backend.close();
    const written = lines().filter((line) => line !== '');
    expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({ method: 'hangup' });
    expect(await logged('http.audit-not-written')).toBe(1);
  } finally {
    disk.close();
  }
});
