import { wavFile } from './wavFile';

/** Sample rate, Hz; a sample has two bytes. */
const RATE = 8_000;

/** Frequencies of the tune's notes, Hz. */
const NOTES = [392, 494, 587, 784, 587, 494, 392, 494, 587, 784, 988, 784];

/** Length of a note, s. */
const STEP_S = 0.5;

/** A WAV file, 16 bits mono, of this length with a repeated tune. @param seconds rounded, at least one */
export function sampleSound(seconds: number): Buffer {
  const size = Math.max(1, Math.round(seconds)) * RATE * 2;
  return wavFile(Buffer.alloc(size, tune()), RATE);
}

/** The tune once, as samples. */
function tune(): Buffer {
  const samples = NOTES.length * STEP_S * RATE;
  const bytes = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index += 1) {
    const seconds = index / RATE;
    const note = Math.floor(seconds / STEP_S);
    const since = seconds - note * STEP_S;
    const wave = Math.sin(2 * Math.PI * (NOTES[note] ?? 0) * since);
    // A short fade-in avoids clicks; then the note decays.
    const loudness = Math.min(1, since * 100) * Math.exp(-5 * since);
    bytes.writeInt16LE(Math.round(9_000 * loudness * wave), index * 2);
  }
  return bytes;
}
