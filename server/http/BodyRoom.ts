/** Memory for all bodies that are being read, bytes. A request of the widget has some hundred. */
const ROOM = 33_554_432;

/** What a body takes besides its bytes: its request, and what is kept of its connection. */
const LEAST = 4_096;

/** The memory of one body that is being read. */
export interface BodyPlace {
  /** Of the sender's address. */
  readonly network: string;
  /** Called when the place is taken away. */
  readonly onEnd: () => void;
  /** Written by the room. */
  bytes: number;
}

/** The places of one network, the oldest first. */
interface Held {
  bytes: number;
  readonly places: Set<BodyPlace>;
}

/**
 * Bounds the memory of all bodies that are being read. When it is full, the network that holds the most loses the place of
 * its oldest body: an honest request is short and whole at once, so it keeps its place, from the same network too.
 */
export class BodyRoom {
  private readonly held = new Map<string, Held>();
  private bytes = 0;

  /** @param onFull called with the network that loses a place */
  constructor(
    private readonly onFull: (network: string) => void = () => undefined,
    private readonly room = ROOM,
  ) {}

  /** Takes the least memory of a body, that is to be left when it is whole or its client gone. It may lose its place at once. */
  enter(place: BodyPlace): void {
    const held = this.held.get(place.network) ?? { bytes: 0, places: new Set() };
    this.held.set(place.network, held);
    held.places.add(place);
    this.grow(place, LEAST);
  }

  /** Takes more memory for a body, bytes. When it is too much, a place is taken away, maybe this one. */
  grow(place: BodyPlace, bytes: number): void {
    const held = this.held.get(place.network);
    if (held?.places.has(place) !== true) return;
    place.bytes += bytes;
    held.bytes += bytes;
    this.bytes += bytes;
    while (this.bytes > this.room) this.endOne();
  }

  /** Gives the memory of a body back. */
  leave(place: BodyPlace): void {
    const held = this.held.get(place.network);
    if (held?.places.delete(place) !== true) return;
    held.bytes -= place.bytes;
    this.bytes -= place.bytes;
    if (held.places.size === 0) this.held.delete(place.network);
  }

  private endOne(): void {
    let most: Held = { bytes: 0, places: new Set() };
    for (const held of this.held.values()) if (held.bytes > most.bytes) most = held;
    const [oldest] = most.places;
    if (oldest === undefined) return;
    this.leave(oldest);
    this.onFull(oldest.network);
    oldest.onEnd();
  }
}
