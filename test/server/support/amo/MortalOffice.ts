import type { Fetch } from '../../../../server/crm/client/AmoWire';
import type { OutboxStore } from '../../../../server/crm/outbox/OutboxStore';
import type { FakeAmo } from './FakeAmo';

/** What a store keeps over the deaths of its processes. */
export interface Disk {
  readonly outbox: Map<string, string>;
  readonly notes: Map<string, string>;
}

type Change = () => void;

/**
 * A process with a store of several tables, in which all changes of one synchronous run are one transaction, as in the real one.
 * It dies after a number of steps: a transaction or a request is two, so that it may die before its effect or after it.
 */
export class MortalOffice {
  readonly outbox: OutboxStore;
  readonly notes: OutboxStore;
  readonly fetch: Fetch = async (url, init) => {
    await this.live();
    const answer = await this.amo.fetch(url, init);
    await this.live();
    return answer;
  };

  private gathered: Change[] = [];
  private commit: Promise<void> | null = null;

  constructor(
    disk: Disk,
    private readonly amo: FakeAmo,
    /** Steps that are left. */
    private life: number,
  ) {
    this.outbox = this.table(disk.outbox);
    this.notes = this.table(disk.notes);
  }

  get isDead(): boolean {
    return this.life <= 0;
  }

  /** One more table. */
  table(texts: Map<string, string>): OutboxStore {
    return {
      put: (id, text) => this.change(() => texts.set(id, text)),
      delete: (id) => this.change(() => texts.delete(id)),
      all: () => Promise.resolve(new Map(texts)),
    };
  }

  private change(change: Change): Promise<void> {
    this.gathered.push(change);
    this.commit ??= this.write();
    return this.commit;
  }

  private async write(): Promise<void> {
    await Promise.resolve();
    const changes = this.gathered;
    this.gathered = [];
    this.commit = null;
    await this.live();
    for (const change of changes) change();
    await this.live();
  }

  private live(): Promise<void> {
    this.life -= 1;
    return this.life <= 0 ? new Promise(() => undefined) : Promise.resolve();
  }
}
