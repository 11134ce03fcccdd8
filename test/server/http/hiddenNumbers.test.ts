import { hideCommand } from '../../../server/system/hideCommand';
import { anna } from '../support/startBackend';
import { startRoutes, type RoutesUnderTest } from '../support/startRoutes';
import { askWire } from '../support/wireForm';

let backend: RoutesUnderTest;
beforeEach(async () => {
  backend = await startRoutes();
});
afterEach(() => backend.close());

/** Forms of +7 916 111-22-33, and what of them must be in no line. */
const FORMS: readonly [string, string][] = [
  ['+79161112233', '9161112233'],
  ['٧٩١٦١١١٢٢٣٣', '١١١٢٢٣٣'],
  ['７９１６１１１２２３３', '１１１２２３３'],
  ['𝟕𝟗𝟏𝟔𝟏𝟏𝟏𝟐𝟐𝟑𝟑', '𝟏𝟏𝟏𝟐𝟐𝟑𝟑'],
  ['7⁹161112233', '161112233'],
  ['%2b79161112233', '9161112233'],
  ['7916.1112233', '1112233'],
  ['79161112.33', '79161112'],
  ['1579161112233', '9161112233'],
  ['7916111223.3', '7916111223'],
  ['+7 (916) 111-22-33 / +7 916 111 22 34', '111-22-33'],
  ['+7    916    111    22    33', '916    111'],
  ['sip:79161112233@evil', '9161112233'],
];

test.each(FORMS)('%s is whole in no line, whichever field has it', async (form, whole) => {
  const { http } = backend;
  for (const params of [
    { phone: form },
    { phone: form, command_id: `originate:${form}` },
    { phone: '102', command_id: form },
  ])
    await askWire(http, { method: 'originate', params });
  await askWire(http, { method: 'originate_by_contact', params: { contact_uuid: `number:${form}` } });
  await askWire(http, { method: 'redirect', params: { phone: form, unique_id: form } });
  await askWire(http, { method: 'hangup', params: { unique_id: form } });
  const who = { ...anna, amouser_email: `${form}@example.com`, amouser_id: 79161112233 };
  await askWire(http, { method: 'hangup', who });
  const lines = backend.log.filter((line) => (JSON.parse(line) as { level: number }).level >= 30);
  expect(lines.length).toBeGreaterThan(8);
  expect(lines.filter((line) => line.includes(whole))).toEqual([]);
});

test('moments of this month and ids of calls stay in a command key', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  expect(hideCommand(`redirect:a-1:${now}`, null, now)).toBe(`redirect:a-1:${now}`);
  expect(hideCommand(`answer:${now / 1_000}.42`, null, now)).toBe(`answer:${now / 1_000}.42`);
  expect(hideCommand('answer:79161112233', '79161112233', now)).toBe('answer:79161112233');
  expect(hideCommand('x:1579161112233:7916111223.3', null, now)).toBe('x:…2233:…2233');
});
