import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { wav } from '../support/soundFile';
import { useMp3Bench } from './useMp3Bench';

const bench = useMp3Bench();
const { program, runs, converterWith, sound, untilRunning, here, faults } = bench;

test('a sound whose turn does not come in time is served unconverted, and converted when it is asked for later', async () => {
  const mp3 = converterWith(program('while [ ! -e "$(dirname "$0")/go" ]; do sleep 0.02; done; touch "$to"'));
  const [long, longer, short] = [sound('a.wav', wav(1)), sound('b.wav', wav(1)), sound('c.wav', wav(1))];
  const both = [mp3.convert(long, here), mp3.convert(longer, here)];
  await untilRunning(2);
  const waiting = mp3.convert(short, here);
  // The time limits of the two that run, and that of the turn.
  await eventually('it waits', () => bench.timer.pending === 3);
  await bench.timer.pass(2_999);
  expect(await Promise.race([waiting, Promise.resolve('waits')])).toBe('waits');
  await bench.timer.pass(1);
  expect(await waiting).toBeNull();
  writeFileSync(join(bench.root, 'go'), '');
  expect((await Promise.all(both)).includes(null)).toBe(false);
  expect(await mp3.convert(short, here)).not.toBeNull();
  expect([runs(), faults, bench.timer.pending]).toEqual([3, [], 0]);
});

test('nothing is converted for requests that have left: others have their turn, and the sound can be asked for again', async () => {
  // A run has looked for `go` once it says that it stops.
  const stops = 'if [ ! -e "$at/go" ]; then touch "$at/stops.$$"; exec sleep 600; fi; touch "$to"';
  const mp3 = converterWith(program(`at=$(dirname "$0"); ${stops}`));
  const stopped = (): number => readdirSync(bench.root).filter((name) => name.startsWith('stops.')).length;
  const leaving = new AbortController();
  const names = ['a.wav', 'b.wav', 'c.wav', 'd.wav'];
  const sounds = names.map((name) => sound(name, wav(1)));
  const all = sounds.map((one) => mp3.convert(one, leaving.signal));
  await eventually('two have stopped', () => stopped() === 2);
  const again = mp3.convert(sounds[0]!, here);
  const last = mp3.convert(sounds[3]!, here);
  writeFileSync(join(bench.root, 'go'), '');
  leaving.abort();
  expect((await Promise.all(all.slice(1, 3))).every((path) => path === null)).toBe(true);
  expect(await last).not.toBeNull();
  // One of its requests goes on, so the conversion does.
  await bench.timer.pass(5_000);
  expect([await again, runs()]).toEqual([null, 3]);
  expect(await mp3.convert(sounds[1]!, here)).not.toBeNull();
});
