import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SoundFile } from '../../../server/recordings/findSound';
import { Mp3Cache } from '../../../server/recordings/Mp3Cache';
import { Mp3Converter } from '../../../server/recordings/Mp3Converter';
import { FakeTimer } from '../../support/FakeTimer';
import { eventually } from '../support/eventually';
import { wav, writeAt } from '../support/soundFile';

/** Sounds and a folder of their own for each test, with a program in place of ffmpeg. */
export function useMp3Bench() {
  const bench = { root: '', timer: new FakeTimer() };
  const faults: unknown[] = [];

  beforeEach(() => {
    bench.root = mkdtempSync(join(tmpdir(), 'mp3-'));
    bench.timer = new FakeTimer();
    faults.length = 0;
  });
  afterEach(() => rmSync(bench.root, { recursive: true }));

  /** A shell script in place of ffmpeg: records each run, then runs `script` with the output path in $to. */
  const program = (script: string): string => {
    const path = join(bench.root, 'ffmpeg.sh');
    const note = `echo run >> ${join(bench.root, 'runs')}`;
    writeFileSync(path, `#!/bin/sh\n${note}\nfor to; do :; done\nto=\${to#file:}\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const runs = (): number =>
    existsSync(join(bench.root, 'runs'))
      ? readFileSync(join(bench.root, 'runs'), 'utf8').trim().split('\n').length
      : 0;
  const converterWith = (ffmpeg: string, megabytes = 1, cache = join(bench.root, 'cache')): Mp3Converter =>
    new Mp3Converter(
      new Mp3Cache(cache, megabytes * 1_048_576, () => bench.timer.now()),
      ffmpeg,
      5_000,
      bench.timer,
      (cause) => faults.push(cause),
    );
  const sound = (name: string, bytes: Buffer = wav()): SoundFile => {
    const path = join(bench.root, name);
    writeAt(path, bytes, bench.timer.now() - 10_000);
    return { path, size: statSync(path).size, writtenAt: statSync(path).mtimeMs };
  };
  /** Of a request that goes on. */
  const here = new AbortController().signal;
  const cached = (): string[] => readdirSync(join(bench.root, 'cache'));
  /** Waits until this number of runs has been recorded. */
  const untilRunning = (count: number): Promise<true> => eventually(`${count} runs`, () => runs() === count);
  return Object.assign(bench, { faults, program, runs, converterWith, sound, here, cached, untilRunning });
}
