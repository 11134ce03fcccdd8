import type { Fetch } from '../../../../server/crm/client/AmoWire';
import type { OutboxStore } from '../../../../server/crm/outbox/OutboxStore';
import type { FakeAmo } from './FakeAmo';
import type { MemoryOutboxStore } from './MemoryOutboxStore';

/**
 * A process that dies after a number of steps: a write or a request is two, so that it may die before its effect or
 * after it, before it hears of it. What it waits for then never comes.
 */
export class MortalProcess {
  readonly store: OutboxStore = {
    put: (id, text) => this.step(() => this.disk.put(id, text)),
    delete: (id) => this.step(() => this.disk.delete(id)),
    all: () => this.disk.all(),
  };

  readonly fetch: Fetch = (url, init) => this.step(() => this.amo.fetch(url, init));

  constructor(
    private readonly disk: MemoryOutboxStore,
    private readonly amo: FakeAmo,
    /** Steps that are left. */
    private life: number,
  ) {}

  get isDead(): boolean {
    return this.life <= 0;
  }

  private async step<T>(effect: () => Promise<T>): Promise<T> {
    await this.live();
    const result = await effect();
    await this.live();
    return result;
  }

  private live(): Promise<void> {
    this.life -= 1;
    return this.life <= 0 ? new Promise(() => undefined) : Promise.resolve();
  }
}
