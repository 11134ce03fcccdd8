/** Memory of the first piece, bytes: a request of the widget fits. */
const FIRST = 1_024;

/** Bytes that come in pieces, in memory of their own: twice as long as they are, at most. */
export class GrowingBuffer {
  private memory = Buffer.alloc(0);
  private used = 0;

  /** @param limit most bytes, which the caller keeps to */
  constructor(private readonly limit: number) {}

  /** Bytes so far. */
  get length(): number {
    return this.used;
  }

  /** Adds a piece. Returns by how many bytes the memory has grown. */
  add(piece: Uint8Array): number {
    const before = this.memory.length;
    const needed = this.used + piece.length;
    if (needed > before) {
      const size = Math.min(this.limit, Math.max(FIRST, needed, before * 2));
      const longer = Buffer.allocUnsafeSlow(size);
      this.memory.copy(longer, 0, 0, this.used);
      this.memory = longer;
    }
    this.memory.set(piece, this.used);
    this.used = needed;
    return this.memory.length - before;
  }

  /** What was added; it stays the buffer's memory. */
  content(): Buffer {
    return this.memory.subarray(0, this.used);
  }
}
