/**
 * What each one says: a tone of its own, in Hz. All are multiples of 50 Hz, so that a packet of 20 ms holds whole
 * waves and the tones can be distinguished in each packet.
 */
export const VOICES = {
  music: 300,
  '101': 450,
  '102': 600,
  '103': 750,
  '104': 900,
  '201': 1_050,
  client: 1_200,
  client2: 1_350,
  mobile: 1_500,
} as const;

export type Voice = keyof typeof VOICES;

/** Of a telephone line, Hz. */
export const SAMPLE_RATE = 8_000;
const LOUDNESS = 6_000;

/** Raw signed samples of 16 bits. */
export function toneSamples(hertz: number, ms: number): Buffer {
  const count = (SAMPLE_RATE * ms) / 1_000;
  const samples = Buffer.alloc(count * 2);
  for (let index = 0; index < count; index += 1)
    samples.writeInt16LE(Math.round(toneAt(hertz, index)), index * 2);
  return samples;
}

/** A tone's sample. */
export function toneAt(hertz: number, index: number): number {
  return LOUDNESS * Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE);
}

/** Loud enough to be heard, as a share of the full tone. */
const AUDIBLE = 0.2;

/** Whose tones are in these samples. */
export function voicesIn(samples: readonly number[]): Voice[] {
  return voiceNames.filter((voice) => loudness(samples, VOICES[voice]) > AUDIBLE * LOUDNESS);
}

const voiceNames = Object.keys(VOICES) as Voice[];

/** All tones are multiples of 50 Hz, so this many samples hold the waves of each whole. */
const PERIOD = SAMPLE_RATE / 50;
const angles = Array.from({ length: PERIOD }, (_, index) => (2 * Math.PI * index) / PERIOD);
const [cosines, sines] = [angles.map(Math.cos), angles.map(Math.sin)];

function loudness(samples: readonly number[], hertz: number): number {
  let [real, imaginary] = [0, 0];
  const step = hertz / 50;
  samples.forEach((sample, index) => {
    const at = (index * step) % PERIOD;
    real += sample * cosines[at]!;
    imaginary += sample * sines[at]!;
  });
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}
