/** What each byte of A-law means (G.711): sign, exponent, mantissa, with every second bit turned. */
const decoded = Array.from({ length: 256 }, (_, byte) => {
  const bits = byte ^ 0x55;
  const [exponent, mantissa] = [(bits >> 4) & 7, (bits & 15) << 4];
  const size = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (bits & 0x80) === 0 ? -size : size;
});

/** Samples of 16 bits. */
export function decodeAlaw(bytes: Uint8Array): number[] {
  return Array.from(bytes, (byte) => decoded[byte] ?? 0);
}

/** The byte that comes nearest. Slow: for a packet that is made once. */
export function encodeAlaw(samples: readonly number[]): Buffer {
  const nearest = (sample: number): number =>
    decoded.reduce(
      (best, value, byte) =>
        Math.abs(value - sample) < Math.abs((decoded[best] ?? 0) - sample) ? byte : best,
      0,
    );
  return Buffer.from(samples.map(nearest));
}
