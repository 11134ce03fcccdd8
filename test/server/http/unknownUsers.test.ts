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

test('a number in an e-mail is masked, and the number of such log lines is bounded', () => {
  const seen: object[] = [];
  const log = new UnknownUserLog({ warn: (line: LogLine) => seen.push(line.fieldsIn('en')) } as never);
  log.report({ unknownUser: { email: '79161234567@example.com', userId: 1 } });
  expect(seen).toEqual([{ event: 'http.user-is-no-agent', email: '…4567@example.com', amouserId: 1 }]);
  for (let index = 0; index < 2_000; index += 1)
    log.report({ unknownUser: { email: `a${index}@example.com`, userId: 1 } });
  expect(seen).toHaveLength(1_000);
});

test.each([79161234567, -79161234567])('a number sent as the id is masked: %s', (userId) => {
  const seen: object[] = [];
  const log = new UnknownUserLog({ warn: (line: LogLine) => seen.push(line.fieldsIn('en')) } as never);
  log.report({ unknownUser: { email: 'a@example.com', userId } });
  expect(JSON.stringify(seen)).not.toContain('9161234567');
});
