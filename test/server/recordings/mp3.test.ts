import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallRecord } from '../../../server/calls/CallRecord';
import { Semaphore } from '../../../server/recordings/Semaphore';
import type { SoundFile } from '../../../server/recordings/findSound';
import { wav, writeAt } from '../support/soundFile';
import { startRoutes } from '../support/startRoutes';
import { useMp3Bench } from './useMp3Bench';

const bench = useMp3Bench();
const { program, runs, converterWith, sound, cached, untilRunning, here, faults } = bench;

test('a sound becomes an MP3 of the same length, and simultaneous requests convert it once', async () => {
  const mp3 = converterWith('ffmpeg');
  const one = sound('one.wav', wav(3));
  const paths = await Promise.all([mp3.convert(one, here), mp3.convert(one, here), mp3.convert(one, here)]);
  expect(new Set(paths).size).toBe(1);
  const [path] = paths;
  const probe = execFileSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'stream=codec_name,duration',
    '-of',
    'csv=p=0',
    path!,
  ]);
  const [codec, seconds] = probe.toString().trim().split(',');
  expect([codec, Math.round(Number(seconds))]).toEqual(['mp3', 3]);
  expect(statSync(path!).size).toBeLessThan(one.size / 2);
  expect([faults, cached().length, bench.timer.pending]).toEqual([[], 1, 0]);
});

test('simultaneous requests share one run, later ones get the cached file, a changed sound is converted again', async () => {
  const mp3 = converterWith(program('cp /dev/null "$to"'));
  const one = sound('one.wav');
  await Promise.all([mp3.convert(one, here), mp3.convert(one, here)]);
  await mp3.convert(one, here);
  expect(runs()).toBe(1);
  await mp3.convert(sound('one.wav', wav(2)), here);
  expect(runs()).toBe(2);
  await converterWith(program('false')).convert(one, here);
  expect(runs()).toBe(2);
});

test('at most two conversions run at the same time', async () => {
  const mp3 = converterWith(program('while [ ! -e "$(dirname "$0")/go" ]; do sleep 0.02; done; touch "$to"'));
  const all = ['a', 'b', 'c', 'd'].map((name) => mp3.convert(sound(`${name}.wav`, wav(1)), here));
  await untilRunning(2);
  expect(cached().length).toBeLessThanOrEqual(2);
  expect(runs()).toBe(2);
  writeFileSync(join(bench.root, 'go'), '');
  expect((await Promise.all(all)).every((path) => path !== null)).toBe(true);
  expect(runs()).toBe(4);
});

test.each<[string, () => string, string]>([
  ['ffmpeg is not there', () => join(bench.root, 'no-such-program'), 'ffmpeg is not there'],
  ['ffmpeg fails', () => program('exit 1'), 'ffmpeg failed'],
  ['ffmpeg makes nothing', () => program('exit 0'), 'ENOENT'],
])('%s: the sound stays as it is, and it is not tried again for a while', async (_what, ffmpeg, reason) => {
  const mp3 = converterWith(ffmpeg());
  const one = sound('one.wav');
  expect([await mp3.convert(one, here), await mp3.convert(one, here)]).toEqual([null, null]);
  expect(faults.map(String)).toEqual([expect.stringContaining(reason)]);
  expect(String(faults)).not.toContain('one.wav');
  await bench.timer.pass(600_000);
  expect(await mp3.convert(one, here)).toBeNull();
  expect([faults.length, cached(), bench.timer.pending]).toEqual([2, [], 0]);
});

test('a conversion is stopped at its time limit', async () => {
  const mp3 = converterWith(program('exec sleep 600'));
  const made = mp3.convert(sound('one.wav'), here);
  await untilRunning(1);
  await bench.timer.pass(5_000);
  expect(await made).toBeNull();
  expect([faults.map(String), cached()]).toEqual([['ConversionError: ffmpeg was stopped'], []]);
});

test('close stops running and waiting conversions, and no new one starts', async () => {
  const mp3 = converterWith(program('exec sleep 600'));
  const all = ['a', 'b', 'c'].map((name) => mp3.convert(sound(`${name}.wav`), here));
  await untilRunning(2);
  await mp3.close();
  expect(await Promise.all(all)).toEqual([null, null, null]);
  expect(await mp3.convert(sound('d.wav'), here)).toBeNull();
  expect([runs(), cached(), faults, bench.timer.pending]).toEqual([2, [], [], 0]);
});

test('the least recently used file is deleted when the cache is full, unfinished files of earlier runs at the start', async () => {
  mkdirSync(join(bench.root, 'cache'));
  writeAt(join(bench.root, 'cache', 'old.part'), 'x', bench.timer.now() - 700_000);
  writeAt(join(bench.root, 'cache', 'new.part'), 'x', bench.timer.now());
  const mp3 = converterWith(program('head -c 400000 /dev/zero > "$to"'));
  const [a, b, c] = ['a', 'b', 'c'].map((name) => sound(`${name}.wav`)) as [SoundFile, SoundFile, SoundFile];
  for (const one of [a, b, a]) {
    await mp3.convert(one, here);
    await bench.timer.pass(1_000);
  }
  await mp3.convert(c, here);
  expect(runs()).toBe(3);
  expect(cached().filter((name) => name.endsWith('.part'))).toEqual(['new.part']);
  expect(cached().filter((name) => name.endsWith('.mp3')).length).toBe(2);
  await mp3.convert(a, here);
  expect(runs()).toBe(3);
  await mp3.convert(b, here);
  expect(runs()).toBe(4);
});

test('formats that browsers play are not converted', async () => {
  const mp3 = converterWith(program('exit 1'));
  expect([await mp3.convert(sound('a.mp3'), here), await mp3.convert(sound('a.ogg'), here)]).toEqual([
    null,
    null,
  ]);
  expect(faults).toEqual([]);
});

test('a cache folder that is a symbolic link is refused', async () => {
  mkdirSync(join(bench.root, 'elsewhere'));
  symlinkSync(join(bench.root, 'elsewhere'), join(bench.root, 'cache'));
  expect(await converterWith('ffmpeg').convert(sound('a.wav'), here)).toBeNull();
  expect([faults.map(String), cached()]).toEqual([
    ['Error: the path is not a folder, or another user owns it'],
    [],
  ]);
});

test('with too many waiting conversions a sound is served unconverted', async () => {
  const turns = new Semaphore(1, 1);
  let free = (): void => undefined;
  const first = turns.run(() => new Promise<string>((resolve) => (free = () => resolve('first'))), here);
  const second = turns.run(() => Promise.resolve('second'), here);
  expect(await turns.run(() => Promise.resolve('third'), here)).toBeNull();
  free();
  expect([await first, await second, await turns.run(() => Promise.resolve('fourth'), here)]).toEqual([
    'first',
    'second',
    'fourth',
  ]);
});

describe('at the route', () => {
  const record = (recording: string): CallRecord => ({
    id: '1',
    direction: 'inbound',
    number: '+79101234567',
    via: null,
    outcome: 'answered',
    extension: '101',
    extensions: ['101'],
    startedAt: 1_763_600_000_000,
    answeredAt: 1_763_600_001_000,
    endedAt: 1_763_600_005_000,
    recording,
  });

  test.each<[string, () => string, string]>([
    ['ffmpeg there', () => 'ffmpeg', 'audio/mpeg'],
    ['no ffmpeg', () => join(bench.root, 'nothing'), 'audio/wav'],
    ['an ffmpeg that fails', () => program('exit 3'), 'audio/wav'],
  ])('with %s a client gets the sound in ranges', async (_what, ffmpeg, type) => {
    const backend = await startRoutes({
      recordings: {
        folders: [bench.root],
        address: 'https://pbx.example.com/asterisk_ng',
        linkKey: 'a-key-of-links-for-tests',
        mp3: { ffmpeg: ffmpeg(), folder: join(bench.root, 'cache') },
      },
    });
    sound('one.wav', wav(2));
    const url = new URL(backend.recordings.linkOf(record('one.wav'))!).pathname;
    const [whole, part, head] = await Promise.all([
      backend.http.inject({ url }),
      backend.http.inject({ url, headers: { range: 'bytes=100-199' } }),
      backend.http.inject({ url, method: 'HEAD' }),
    ]);
    expect([whole, part, head].map(({ statusCode }) => statusCode)).toEqual([200, 206, 200]);
    expect([whole, part, head].map(({ headers }) => headers['content-type'])).toEqual([type, type, type]);
    expect(part.rawPayload.equals(whole.rawPayload.subarray(100, 200))).toBe(true);
    expect([head.headers['content-length'], head.headers.etag]).toEqual([
      String(whole.rawPayload.length),
      whole.headers.etag,
    ]);
    await backend.close();
  });
});
