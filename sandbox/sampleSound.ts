import { wavFile } from './wavFile';

/** Samples a second, two bytes each. */
const RATE = 8_000;

/** The notes of the tune, one after the other, Hz. */
const NOTES = [392, 494, 587, 784, 587, 494, 392, 494, 587, 784, 988, 784];

/** Seconds from the begin of a note to the next; each fades away. */
const STEP_S = 0.5;

/** The bytes of a WAV file with a little tune over and over, 16 bits, one channel. @param seconds one at least */
export function sampleSound(seconds: number): Buffer {
  const size = Math.max(1, Math.round(seconds)) * RATE * 2;
  return wavFile(Buffer.alloc(size, tune()), RATE);
}

function tune(): Buffer {
  const samples = NOTES.length * STEP_S * RATE;
  const bytes = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index += 1) {
    const seconds = index / RATE;
    const note = Math.floor(seconds / STEP_S);
    const since = seconds - note * STEP_S;
    const wave = Math.sin(2 * Math.PI * (NOTES[note] ?? 0) * since);
    // A quick attack and a slow end, so that no note clicks.
    const loudness = Math.min(1, since * 100) * Math.exp(-5 * since);
    bytes.writeInt16LE(Math.round(9_000 * loudness * wave), index * 2);
  }
  return bytes;
}
