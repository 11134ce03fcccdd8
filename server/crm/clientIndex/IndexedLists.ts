import type { Clock } from '../../system/Clock';
import type { AmoUser } from '../callers/amoAnswers';
import type { ClientIndexStore } from './ClientIndexStore';
import { IndexedStages } from './IndexedStages';
import { IndexedUsers } from './IndexedUsers';
import type { IndexRequests } from './IndexRequests';

/** Pipelines are seldom changed, ms. */
const STAGES_MS = 300_000;

/** Short lists of the account, each of which is read whole: users, pipelines with their stages. */
export class IndexedLists {
  readonly users = new IndexedUsers();
  readonly stages = new IndexedStages();
  /** When the stages were read, ms of the even clock; null: not by this process. */
  private stagesAt: number | null = null;

  constructor(
    private readonly requests: Pick<IndexRequests, 'pipelines'>,
    private readonly listUsers: () => Promise<readonly AmoUser[]>,
    private readonly store: Pick<ClientIndexStore, 'save'>,
    private readonly clock: Pick<Clock, 'elapsed'>,
  ) {}

  /** What an earlier process has kept. */
  load(notes: ReadonlyMap<string, string>): void {
    this.users.load(notes.get('users'));
    this.stages.load(notes.get('stages'));
  }

  /** Fails with an `AmoFault`, or when the store does. */
  async readUsers(): Promise<void> {
    const before = this.users.text;
    const text = this.users.replace(await this.listUsers());
    if (text !== before) await this.note('users', text);
  }

  /** Unless they were read lately. Fails with an `AmoFault`, or when the store does. */
  async readStages(signal: AbortSignal): Promise<void> {
    const now = this.clock.elapsed();
    if (this.stagesAt !== null && now - this.stagesAt < STAGES_MS) return;
    const before = this.stages.text;
    const text = this.stages.replace(await this.requests.pipelines(signal));
    if (text !== before) await this.note('stages', text);
    this.stagesAt = now;
  }

  private note(name: string, text: string): Promise<void> {
    return this.store.save({ entries: [], deleted: [], notes: new Map([[name, text]]) });
  }
}
