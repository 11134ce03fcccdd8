import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfiguration, type ConfigurationInput } from '../../../server/config/Configuration';
import { recordingChecks } from '../../../server/recordings/createRecordings';

const folder = mkdtempSync(join(tmpdir(), 'check-'));
afterAll(() => rmSync(folder, { recursive: true }));

const findings = async (changes: object): Promise<string[]> => {
  const recordings = { folders: [folder], address: 'https://a.b', linkKey: 'a-key-of-16-chars', ...changes };
  const configuration = parseConfiguration({
    secretKeys: ['a-secret-key-of-tests'],
    recordings,
  } satisfies ConfigurationInput);
  const [check] = recordingChecks(configuration.recordings);
  const found = await check!.run(new AbortController().signal);
  return found.map(({ level, text }) => `${level}: ${text.en}`);
};

test('a complete installation has no fault', async () => {
  expect(await findings({})).toEqual([
    'ok: Links to recordings are signed.',
    'ok: Links begin with https://a.b.',
    `ok: ${folder} can be read.`,
    'ok: Recordings are converted to MP3.',
  ]);
  expect(recordingChecks(undefined)).toEqual([]);
});

test.each<[string, object, RegExp]>([
  ['no key', { linkKey: undefined }, /^fault: There is no key for links.*ASTERISKNG_LINK_KEY/],
  ['two keys', { linkKey: 'a-key-of-16-chars another-key-of-16' }, /^ok: .*Of 1 more/],
  ['no https', { address: 'http://a.b' }, /^warning: .*has no https/],
  ['no folder', { folders: [join(folder, 'none')] }, /^fault: .*can't be read/],
  ['a file in place of a folder', { folders: [join(folder, 'file')] }, /^fault: /],
  ['no ffmpeg', { mp3: { ffmpeg: join(folder, 'none') } }, /^warning: .*does not run/],
  ['an ffmpeg without MP3', { mp3: { ffmpeg: 'true' } }, /^warning: .*can't make MP3/],
])('%s is said', async (_what, changes, text) => {
  writeFileSync(join(folder, 'file'), '');
  chmodSync(join(folder, 'file'), 0o755);
  const found = await findings(changes);
  expect(found).toContainEqual(expect.stringMatching(text));
  expect(found.join()).not.toContain('a-key-of-16-chars');
});

test('without conversion ffmpeg is not needed', async () => {
  expect(await findings({ mp3: { enabled: false, ffmpeg: 'none' } })).toHaveLength(3);
});
