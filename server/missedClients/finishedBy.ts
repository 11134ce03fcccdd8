import type { CallBackTask, FinishedTask } from '../crm/callBacks/CallBackList';
import type { MissedClientEvent } from './changeMissedClient';

/** A task that an event has made needless, as it is to be completed. Pure. @param now ms since 1970 */
export function finishedBy(
  number: string,
  task: CallBackTask,
  event: MissedClientEvent,
  now: number,
): FinishedTask {
  const by = 'by' in event ? event.by : null;
  return event.type === 'talked'
    ? { task, number, why: 'talked', by, at: event.at }
    : { task, number, why: 'over', by, at: now };
}
