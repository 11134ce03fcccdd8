/** Samples a second. */
const RATE = 8_000;

/** The notes of the sample, one after the other, Hz. */
const NOTES = [392, 494, 587, 784, 587, 494, 392, 494, 587, 784, 988, 784];

/** A note begins each so many seconds and fades away. */
const STEP_S = 0.5;

/** The bytes of a WAV file with a little tune, 16 bits, one channel: what a simulated telephone has recorded. */
export function sampleSound(): Buffer {
  const samples = NOTES.length * STEP_S * RATE;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const seconds = index / RATE;
    const note = Math.floor(seconds / STEP_S);
    const since = seconds - note * STEP_S;
    const wave = Math.sin(2 * Math.PI * (NOTES[note] ?? 0) * since);
    // A quick attack and a slow end, so that no note clicks.
    const loudness = Math.min(1, since * 100) * Math.exp(-5 * since);
    bytes.writeInt16LE(Math.round(9_000 * loudness * wave), 44 + index * 2);
  }
  return bytes;
}
