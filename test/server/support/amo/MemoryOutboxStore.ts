import type { OutboxStore } from '../../../../server/crm/outbox/OutboxStore';

/** A store on a disk that outlives it. */
export class MemoryOutboxStore implements OutboxStore {
  /** The next writes fail. */
  failing = 0;

  constructor(readonly disk = new Map<string, string>()) {}

  put(id: string, text: string): Promise<void> {
    if (this.failing > 0) {
      this.failing -= 1;
      return Promise.reject(new Error('no space left'));
    }
    this.disk.set(id, text);
    return Promise.resolve();
  }

  delete(id: string): Promise<void> {
    this.disk.delete(id);
    return Promise.resolve();
  }

  all(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map(this.disk));
  }
}
