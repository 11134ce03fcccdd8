/** `WIDTHxHEIGHT` of a PNG in px, from its IHDR chunk; null when it is no PNG. */
export function pngSize(file: Buffer): string | null {
  const isPng = file.length > 24 && file.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
  return isPng ? `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}` : null;
}
