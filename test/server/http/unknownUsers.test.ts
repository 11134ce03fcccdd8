import { UnknownUserLog } from '../../../server/http/UnknownUserLog';
import { KEY } from '../support/startBackend';
import { listen, startRoutes } from '../support/startRoutes';
import type { LogLine } from '../../../server/system/LogLine';

const ping = (url: string, email: string): Promise<Response> => {
  const json = JSON.stringify({
    headers: { amouser_email: email, amouser_id: 77, widget_version: '1.0.0' },
    content: { id: 1, jsonrpc: '2.0', method: 'ping', params: {} },
  });
  return fetch(`${url}/asterisk_ng?secret_key=${KEY}`, {
    method: 'POST',
    body: new URLSearchParams({ json }),
  });
};

test('a user who is no agent is logged once, with the settings to add', async () => {
  const backend = await startRoutes();
  const url = await listen(backend.http);
  for (const email of ['Eva@example.com', 'eva@example.com', 'anna@example.com'])
    expect((await ping(url, email)).status).toBe(200);
  const warnings = backend.log.filter((line) => line.includes('is no agent'));
  expect(warnings).toHaveLength(1);
  expect(JSON.parse(warnings[0] ?? '')).toMatchObject({
    level: 40,
    email: 'eva@example.com',
    amouserId: 77,
    msg: expect.stringContaining('add email, amouserId, extension and name to agents') as string,
  });
  expect(backend.log.join('')).not.toContain(KEY);
  await backend.close();
});

let now = 0;
let seen: object[] = [];
let log: UnknownUserLog;
beforeEach(() => {
  now = 0;
  seen = [];
  const warn = (line: LogLine): void => void seen.push(line.fieldsIn('en'));
  log = new UnknownUserLog({ warn } as never, () => now);
});

const report = (email: string, network = '203.0.113.1', userId = 1): void =>
  log.report({ unknownUser: { email, userId } }, network);

test('a number in an e-mail is masked', () => {
  report('79161234567@example.com');
  expect(seen).toEqual([{ event: 'http.user-is-no-agent', email: '…4567@example.com', amouserId: 1 }]);
});

test('who names very many users keeps no other out of the log', () => {
  for (let index = 0; index < 2_000; index += 1) report(`a${index}@example.com`);
  expect(seen).toHaveLength(11);
  expect(seen.at(-1)).toEqual({ event: 'http.more-users-are-no-agents', address: '203.0.113.1' });
  report('colleague@example.com', '198.51.100.7');
  expect(seen.at(-1)).toMatchObject({ email: 'colleague@example.com' });
  // From the same address, a minute later; who was named is not named again.
  now += 60_000;
  report('a0@example.com');
  report('boss@example.com');
  expect(seen.at(-1)).toMatchObject({ email: 'boss@example.com' });
  expect(seen).toHaveLength(13);
});

test('of very many users who were named the oldest is forgotten', () => {
  for (let index = 0; index < 1_001; index += 1) {
    report(`a${index}@example.com`);
    now += 6_000;
  }
  report('a1000@example.com');
  expect(seen).toHaveLength(1_001);
  report('a0@example.com');
  expect(seen.at(-1)).toMatchObject({ email: 'a0@example.com' });
});

test.each([79161234567, -79161234567])('a number sent as the id is masked: %s', (userId) => {
  report('a@example.com', undefined, userId);
  expect(JSON.stringify(seen)).not.toContain('9161234567');
});
