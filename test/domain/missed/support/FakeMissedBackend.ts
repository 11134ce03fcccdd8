import type { MissedBackend } from '../../../../src/domain/missed/MissedBackend';
import type { MissedClient } from '../../../../src/domain/missed/MissedClient';
import type { MissedWish } from '../../../../src/domain/missed/MissedList';
import { settle } from '../../../support/FakeTimer';

/** A client of the list who waits. */
export function missedClient(id: string, changes: Partial<Omit<MissedClient, 'phase'>> = {}): MissedClient {
  return {
    id,
    number: '+79101234567',
    name: null,
    contactId: null,
    company: null,
    responsible: null,
    via: null,
    count: 1,
    firstAt: 1_763_700_000_000,
    lastAt: 1_763_700_000_000,
    isMine: false,
    attempts: null,
    promised: null,
    ...changes,
    phase: 'waiting',
  };
}

/** Records what is asked; the test answers each request, the oldest first. */
export class FakeMissedBackend implements MissedBackend {
  readonly asked: string[] = [];
  private readonly waiting: {
    readonly resolve: (clients: readonly MissedClient[]) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];

  list = (): Promise<readonly MissedClient[]> => this.note('list');
  ask = async (id: string, wish: MissedWish): Promise<void> => {
    await this.note(`${wish} ${id}`);
  };

  /** Answers the oldest request; one that is no reading, too. */
  async answer(...clients: readonly MissedClient[]): Promise<void> {
    this.waiting.shift()?.resolve(clients);
    await settle();
  }

  async refuse(error: unknown): Promise<void> {
    this.waiting.shift()?.reject(error);
    await settle();
  }

  private note(what: string): Promise<readonly MissedClient[]> {
    this.asked.push(what);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
}
