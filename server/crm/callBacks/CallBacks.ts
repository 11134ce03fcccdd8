import { AmoFault } from '../client/AmoFault';
import type { CallBackCause, CallBackList, FinishedTask, PromisedCall } from './CallBackList';
import type { FinishJob } from './FinishJob';

/**
 * Ties amoCRM's tasks to the company's list of clients to call back. Where no such list is kept every client waits, and tasks are
 * the agents' to complete.
 */
export class CallBacks {
  private list: CallBackList | null = null;

  /** @param send adds a job to the outbox; one with a known id is ignored */
  constructor(private readonly send: (id: string, job: FinishJob) => void) {}

  /** Clients are on this list from now on. */
  follow(list: CallBackList): void {
    this.list = list;
  }

  /** Completes the task: once for the call that it was made for. */
  finish(finished: FinishedTask): void {
    const { id, call } = finished.task;
    this.send(`finish:${id}:${call}`, { stage: 'finishTask', ...finished });
  }

  /** See `CallBackList`. */
  promised(client: Parameters<CallBackList['promised']>[0], promise: PromisedCall): void {
    this.list?.promised(client, promise);
  }

  /** See `CallBackList`. */
  withdrawn(number: string, call: string, by: string | null): void {
    this.list?.withdrawn(number, call, by);
  }

  /** Does the client still wait for it? Fails with an `AmoFault` while that is not known. */
  isWaiting(number: string, cause: CallBackCause): boolean {
    if (this.list === null) return true;
    return this.list.isWaiting(number, cause) ?? unknown(false);
  }

  /**
   * amoCRM has the task; see `CallBackList`. Fails with an `AmoFault` when it can't be remembered: it is looked for again then.
   * @param id null: amoCRM did not say it
   */
  taskMade(number: string, cause: CallBackCause, id: number | null): void {
    if (this.list !== null && (id === null || !this.list.taskMade(number, cause, id))) unknown(true);
  }

  /** Does a client wait with this task? Fails with an `AmoFault` while that is not known. */
  isTaskOf(number: string, id: number): boolean {
    return this.list !== null && (this.list.isTaskOf(number, id) ?? unknown(false));
  }

  /** As `isTaskOf`; where no such list is kept, any task may be the client's. */
  mayBeTaskOf(number: string, id: number): boolean {
    return this.list === null || this.isTaskOf(number, id);
  }
}

/** @param isDoubtful a task was made */
function unknown(isDoubtful: boolean): never {
  throw new AmoFault('notYet', 'whether the client waits for the task', isDoubtful);
}
