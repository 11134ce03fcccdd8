import { ClassicLevel } from 'classic-level';
import { outboxFault } from './outboxFault';
import type { OutboxStore } from './OutboxStore';

/** Stores the outbox in a LevelDB folder, which one process at a time can open. All functions fail when the folder does. */
export class LevelOutboxStore implements OutboxStore {
  private opened: ClassicLevel | null = null;

  constructor(private readonly folder: string) {}

  /** Creates the folder if needed. Fails with a `FileFault` when another process has it open, or it can't be written. */
  async open(): Promise<void> {
    if (this.opened !== null) return;
    const level = new ClassicLevel(this.folder);
    try {
      await level.open();
    } catch (cause) {
      throw await outboxFault(this.folder, cause);
    }
    this.opened = level;
  }

  async put(id: string, text: string): Promise<void> {
    await this.level.put(id, text, { sync: true });
  }

  async delete(id: string): Promise<void> {
    await this.level.del(id, { sync: true });
  }

  async all(): Promise<ReadonlyMap<string, string>> {
    return new Map(await this.level.iterator().all());
  }

  /** Closes the folder. */
  async close(): Promise<void> {
    const level = this.opened;
    this.opened = null;
    await level?.close();
  }

  private get level(): ClassicLevel {
    if (this.opened === null) throw new Error('the outbox is not open');
    return this.opened;
  }
}
