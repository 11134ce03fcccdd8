import { mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { candidatePaths, isBelow } from '../../../server/recordings/candidatePaths';
import { findSound } from '../../../server/recordings/findSound';
import { templateFault } from '../../../server/recordings/fillTemplate';
import type { Recording } from '../../../server/recordings/Recording';
import { recordingsSettingsSchema } from '../../../server/recordings/recordingsSettings';
import { titleOf } from '../../../server/recordings/recordingRoutes';

const recording: Recording = {
  id: '1763700000.4',
  direction: 'inbound',
  number: '+79101234567',
  extension: '101',
  // 23:30 in Moscow, 20:30 in UTC.
  startedAt: Date.UTC(2026, 10, 21, 20, 30, 5),
  endedAt: Date.UTC(2026, 10, 21, 21, 10),
  file: 'in-101.wav',
  expiresAt: 0,
};
const settings = (changes: object = {}): v.InferOutput<typeof recordingsSettingsSchema> =>
  v.parse(recordingsSettingsSchema, {
    address: 'https://example.com',
    timeZone: 'Europe/Moscow',
    folders: ['/var/spool/asterisk/monitor'],
    ...changes,
  });
const pathsOf = (file: string | null, changes: object = {}, call: Partial<Recording> = {}): string[] =>
  candidatePaths({ ...recording, ...call, file }, settings(changes)).map(({ folder, path }) =>
    join(folder, path),
  );
const monitor = '/var/spool/asterisk/monitor';

test('a file name without folders is looked for in the folder and in that of its day', () => {
  expect(pathsOf('in-101.wav')).toEqual([`${monitor}/in-101.wav`, `${monitor}/2026/11/21/in-101.wav`]);
  expect(pathsOf('in-101.wav', { timeZone: 'Asia/Vladivostok' })[1]).toBe(`${monitor}/2026/11/22/in-101.wav`);
});

test('a full path is used as it is, mapped where the folder has another path on the telephone system', () => {
  expect(pathsOf(`${monitor}/2026/11/21/x.wav`)).toEqual([`${monitor}/2026/11/21/x.wav`]);
  expect(pathsOf(`${monitor}/2026/x.wav`, { folders: [{ here: '/mnt/rec', pbx: monitor }] })).toEqual([
    '/mnt/rec/2026/x.wav',
  ]);
});

test('templates have the fields of the call, and one without a name finds a file that no event reported', () => {
  const templates = [
    '{base}.mp3',
    'calls/{year}-{month}-{day}/{hour}{minute}{second}-{number}-{extension}-{id}.wav',
  ];
  expect(pathsOf('a/in-101.wav', { templates })).toEqual([
    `${monitor}/a/in-101.mp3`,
    `${monitor}/calls/2026-11-21/233005-+79101234567-101-1763700000.4.wav`,
  ]);
  expect(pathsOf(null, { templates })).toEqual([
    `${monitor}/calls/2026-11-21/233005-+79101234567-101-1763700000.4.wav`,
  ]);
  expect(pathsOf(null, { templates }, { extension: null })).toEqual([]);
  expect(pathsOf(null)).toEqual([]);
  expect(pathsOf('/etc/x.wav', { templates })).toEqual([
    `${monitor}/calls/2026-11-21/233005-+79101234567-101-1763700000.4.wav`,
  ]);
});

test.each([
  '/etc/passwd',
  '/var/spool/asterisk/monitor',
  '/var/spool/asterisk/monitor-of-others/x.wav',
  '/var/spool/asterisk/monitor/../x.wav',
  '../x.wav',
  'a/../../x.wav',
  'x.conf',
  'x.wav/',
  '',
  'x\0.wav',
  '..\\x.wav',
])('%j leads nowhere', (file) => {
  expect(pathsOf(file)).toEqual([]);
});

test.each([
  ['/{name}', 'a template is a path below the folder'],
  ['', 'a template is a path below the folder'],
  ['../{name}', 'a template must not lead out of the folder'],
  ['{nmae}', '{nmae} is not known'],
  ['{__proto__}', '{__proto__} is not known'],
  ['{year}/{name}', null],
])('template %j: %s', (template, fault) => {
  expect(templateFault(template)?.en ?? null).toBe(fault);
});

test('no file name leads out of the folder', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'recordings-')));
  const inside = join(root, 'monitor');
  mkdirSync(join(inside, 'a'), { recursive: true });
  mkdirSync(join(root, 'secret'));
  for (const path of ['secret/x.wav', 'x.wav', 'monitor/x.wav', 'monitor/a/x.wav'])
    writeFileSync(join(root, path), 'sound');
  symlinkSync(join(root, 'secret'), join(inside, 'out'));
  symlinkSync(join(root, 'secret', 'x.wav'), join(inside, 'link.wav'));
  symlinkSync(join(inside, 'x.wav'), join(inside, 'kept.wav'));
  const part = fc.constantFrom(
    '..',
    '.',
    'a',
    'x.wav',
    'out',
    'secret',
    'monitor',
    'link.wav',
    'kept.wav',
    '',
    '\0',
    '%2e%2e',
    root,
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/')),
    fc.array(part, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`),
    fc.array(part, { maxLength: 4 }).map((parts) => join(inside, ...parts)),
    fc.string(),
    fc.string({ unit: 'binary' }).map((some) => `${some}.wav`),
  );
  let found = 0;
  await fc.assert(
    fc.asyncProperty(text, text, async (file, id) => {
      const places = candidatePaths(
        { ...recording, file, id },
        settings({
          folders: [inside],
          templates: ['{name}', '{year}/{name}', '{id}', 'a/{base}.wav', '{id}.wav'],
        }),
      );
      for (const { path } of places) expect(isBelow(path)).toBe(true);
      const sound = await findSound(places);
      if (sound === null) return;
      found += 1;
      expect(sound.path.startsWith(inside + sep)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(found).toBeGreaterThan(20);
  expect(await findSound([{ folder: inside, path: 'out/x.wav' }])).toBeNull();
  expect(await findSound([{ folder: inside, path: 'link.wav' }])).toBeNull();
  expect(await findSound([{ folder: inside, path: 'a' }])).toBeNull();
  expect(await findSound([{ folder: inside, path: 'kept.wav' }])).toMatchObject({
    path: join(inside, 'x.wav'),
    size: 5,
  });
  rmSync(root, { recursive: true });
});

test('the file name for downloads has date, time and number', () => {
  expect(titleOf(recording, 'Europe/Moscow')).toBe('2026-11-21_23-30-05_+79101234567');
});
