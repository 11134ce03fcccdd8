import type { AmiMessage } from './ami/AmiMessage';
import type { Sign } from './actions/Sign';

/** Something that is waited for. */
export interface Sighting {
  /** True once it is seen; false when the connection by which it would be seen is lost. */
  readonly seen: Promise<boolean>;
  /** Waits no more; to be called in any case. */
  forget(): void;
}

/** Waits for what Asterisk tells once something that it was asked for is so. */
export class Sightings {
  private readonly awaited = new Set<{ readonly sign: Sign; readonly resolve: (isSeen: boolean) => void }>();

  /** How many are waited for. */
  get size(): number {
    return this.awaited.size;
  }

  /** To be called before Asterisk is asked, so that nothing is missed. */
  expect(sign: Sign): Sighting {
    let resolve: (isSeen: boolean) => void = () => undefined;
    const seen = new Promise<boolean>((done) => (resolve = done));
    const one = { sign, resolve };
    this.awaited.add(one);
    return { seen, forget: () => void this.awaited.delete(one) };
  }

  /** Takes an event of Asterisk. */
  take(event: AmiMessage): void {
    for (const { sign, resolve } of this.awaited) if (sign(event)) resolve(true);
  }

  /** Nothing more will be seen. */
  close(): void {
    for (const { resolve } of this.awaited) resolve(false);
    this.awaited.clear();
  }
}
