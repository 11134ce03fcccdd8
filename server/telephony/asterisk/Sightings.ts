import type { AmiMessage } from './ami/AmiMessage';

/** Waits for channels that we have asked for, by the Uniqueid that we have given them. */
export class Sightings {
  private readonly awaited = new Map<string, () => void>();

  /** How many are waited for. */
  get size(): number {
    return this.awaited.size;
  }

  /** Resolves once there is a channel with this Uniqueid; see that `forget` is called in any case. */
  expect(uniqueid: string): Promise<void> {
    return new Promise((resolve) => {
      this.awaited.set(uniqueid, resolve);
    });
  }

  forget(uniqueid: string): void {
    this.awaited.delete(uniqueid);
  }

  /** Takes an event of Asterisk. */
  take(event: AmiMessage): void {
    if (this.awaited.size > 0 && event['Event'] === 'Newchannel')
      this.awaited.get(event['Uniqueid'] ?? '')?.();
  }
}
