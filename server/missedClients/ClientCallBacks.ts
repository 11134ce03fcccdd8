import type { CallBackCause, CallBackList, FinishedTask, PromisedCall } from '../crm/callBacks/CallBackList';
import { phoneKey } from '../../protocol/isSamePhone';
import type { Clock } from '../system/Clock';
import { isWaitingFor } from './isWaitingFor';
import type { MissedClients } from './MissedClients';

/** What the list of call-backs is made with. */
export interface ClientCallBacksOptions {
  readonly clients: Pick<MissedClients, 'isRead' | 'withNumber' | 'happened'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Completes a task in amoCRM. */
  readonly finish: (task: FinishedTask) => void;
}

/** The company's list as amoCRM's side asks it: who waits for a call-back, with which tasks. */
export class ClientCallBacks implements CallBackList {
  constructor(private readonly options: ClientCallBacksOptions) {}

  promised(
    { number, line }: { readonly number: string; readonly line: string | null },
    promise: PromisedCall,
  ): void {
    const key = phoneKey(number);
    this.options.clients.happened(number, { type: 'promised', key, number, line, promise });
  }

  withdrawn(number: string, call: string, by: string | null): void {
    this.options.clients.happened(number, { type: 'withdrawn', call, by });
  }

  isWaiting(number: string, cause: CallBackCause): boolean | null {
    const { clients } = this.options;
    if (!clients.isRead) return null;
    // Of a number that is in no list nothing is known.
    return phoneKey(number) === '' || isWaitingFor(clients.withNumber(number), cause);
  }

  taskMade(number: string, cause: CallBackCause, id: number): boolean {
    const { clients, finish, clock } = this.options;
    if (!clients.isRead) return false;
    if (phoneKey(number) === '') return true;
    const client = clients.withNumber(number);
    const task = { id, kind: cause.kind, call: cause.call };
    if (isWaitingFor(client, cause)) clients.happened(number, { type: 'taskMade', task });
    else if (client?.phase === 'talked')
      finish({ task, number, why: 'talked', by: client.by, at: client.talkedAt });
    else finish({ task, number, why: 'over', by: null, at: clock.now() });
    return true;
  }

  isTaskOf(number: string, id: number): boolean | null {
    const { clients } = this.options;
    if (!clients.isRead) return null;
    return clients.withNumber(number)?.tasks.some((task) => task.id === id) ?? false;
  }
}
