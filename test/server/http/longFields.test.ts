import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { networkOf } from '../../../server/access/networkOf';
import { shortField } from '../../../server/system/shortField';
import { anna } from '../support/startBackend';
import { startRoutes } from '../support/startRoutes';
import { askWire } from '../support/wireForm';

/** Each character takes six bytes in JSON. */
const LONG = `x${'\u0001'.repeat(254)}x`;

/** Four fields of 64 such characters, and what is ours. */
const MOST_BYTES = 4 * 64 * 6 + 400;

const folder = mkdtempSync(join(tmpdir(), 'long-fields-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(['last4', 'whole'] as const)(
  'no field from outside makes a line of log or audit long, with numbers %s',
  async (numbers) => {
    const file = join(folder, `${numbers}.log`);
    const backend = await startRoutes({ http: { audit: { file, numbers } } });
    const { http, log } = backend;
    const who = { ...anna, amouser_email: `${LONG}@example.com`, amouser_id: 77 };
    await askWire(http, { method: 'hangup', who });
    await askWire(http, { method: 'hangup', params: { unique_id: LONG, command_id: LONG } });
    await askWire(http, {
      method: 'originate_by_contact',
      params: { contact_uuid: `x${LONG.slice(2, 64)}x`, command_id: LONG },
      who,
    });
    await backend.close();
    const audited = readFileSync(file, 'utf8').trim().split('\n');
    expect(audited).toHaveLength(3);
    expect(log.length).toBeGreaterThan(6);
    const tooLong = [...log, ...audited].filter((line) => Buffer.byteLength(line) > MOST_BYTES);
    expect(tooLong.map((line) => line.slice(0, 200))).toEqual([]);
  },
);

test('a cut text says so, and has no half of a character', () => {
  expect(shortField('a'.repeat(64))).toBe('a'.repeat(64));
  expect(shortField('a'.repeat(65))).toBe(`${'a'.repeat(64)}…`);
  expect(shortField('🙂'.repeat(40))).toBe(`${'🙂'.repeat(32)}…`);
  expect(shortField(`a${'🙂'.repeat(40)}`)).toBe(`a${'🙂'.repeat(31)}…`);
});

test('a client that is no address has a short name', () => {
  expect(networkOf('x'.repeat(9_000))).toHaveLength(64);
});
