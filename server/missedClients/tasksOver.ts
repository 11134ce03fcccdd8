import type { CallBackTask } from '../crm/callBacks/CallBackList';
import type { MissedClientEvent } from './changeMissedClient';
import type { MissedClient } from './MissedClient';

/** The tasks of a client that the event has made needless. A line that is only too old leaves its tasks to the agents. Pure. */
export function tasksOver(
  before: MissedClient | null,
  event: MissedClientEvent,
  after: MissedClient | null,
): readonly CallBackTask[] {
  if (before === null || (event.type !== 'talked' && event.type !== 'withdrawn')) return [];
  const left = new Set(after?.tasks);
  return before.tasks.filter((task) => !left.has(task));
}
