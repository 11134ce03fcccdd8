import type { CallRecord } from '../../calls/CallRecord';
import type { Clock } from '../../system/Clock';
import type { MissedTaskSettings } from '../amoSettings';
import type { CallBacks } from '../callBacks/CallBacks';
import type { AmoClient } from '../client/AmoClient';
import { madeAnswer } from './callAnswers';
import type { Entity } from './CallJob';
import type { CallUsers } from './CallUsers';
import type { LoggedCallFinder } from './LoggedCallFinder';
import { postItemTo, type PostItem } from './postItemTo';
import { postUntilAccepted } from './postUntilAccepted';
import { missedTaskText, taskBody } from './requestBodies';

const HOUR_MS = 3_600_000;

/** What the tasks are made with. */
export interface MissedTasksOptions {
  readonly client: AmoClient;
  readonly finder: Pick<LoggedCallFinder, 'openTask'>;
  readonly users: Pick<CallUsers, 'ownersOf'>;
  readonly callBacks: Pick<CallBacks, 'isWaiting' | 'taskMade' | 'mayBeTaskOf'>;
}

/** Makes the tasks for missed calls: one for a client who waits to be called back. */
export class MissedTasks {
  private readonly post: PostItem;

  constructor(
    private readonly settings: MissedTaskSettings,
    private readonly options: MissedTasksOptions,
    private readonly clock: Clock,
  ) {
    this.post = postItemTo(options.client);
  }

  /**
   * Fails with an `AmoFault`.
   * @param entity the card with the call's entry; null: not known
   * @param isDoubtful an earlier attempt may have been carried out
   */
  async make(
    record: CallRecord,
    entity: Entity | null,
    isDoubtful: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { id: call, number, endedAt } = record;
    const { finder, users, callBacks } = this.options;
    const cause = { kind: 'missed', call, endedAt } as const;
    // Somebody has talked with the client while amoCRM could not be reached.
    if (!callBacks.isWaiting(number, cause) && !isDoubtful) return;
    const text = missedTaskText(number, this.settings);
    const since = this.clock.now() - this.settings.oncePerHours * HOUR_MS;
    const owners = await users.ownersOf(record, this.settings, signal);
    // Whose it is that an earlier attempt has made, amoCRM may have chosen.
    const isOurs = (id: number): boolean => isDoubtful || callBacks.mayBeTaskOf(number, id);
    const open = await finder.openTask(number, text, isOurs, owners, since, signal);
    if (open !== null) {
      // Another one is a user's, who completes it.
      if (open.text === text) callBacks.taskMade(number, cause, open.id);
      return;
    }
    // It may have happened meanwhile.
    if (!callBacks.isWaiting(number, cause)) return;
    const now = this.clock.now();
    const made = await postUntilAccepted({ users: owners, entity }, ({ user, entity: card }) =>
      this.post('tasks', taskBody(record, user, card ?? null, this.settings, now), madeAnswer, signal),
    );
    callBacks.taskMade(number, cause, made?.taskId ?? null);
  }
}
