import type { Method } from '../../protocol/methods';

/**
 * Methods that change nothing. Each backend of a cluster answers them itself; they are sent all the time, so the audit
 * leaves them out, but for `isAudited`.
 */
const queryMethods = [
  'ping',
  'open_session',
  'get_agent_status',
  'get_contacts',
  'get_last_contacts',
  'get_note',
  'get_open_notes',
  'get_outcomes',
  'get_missed_clients',
  'get_history',
  'get_recording',
] as const;

/** A method that changes something. In a cluster the leading backend runs all of them. */
export type CommandMethod = Exclude<Method, (typeof queryMethods)[number]>;

/** Is `method` one of the wire's methods that change nothing? */
export function isQuery(method: string): boolean {
  return queryMethods.some((query) => query === method);
}

/** Is `method` one of the wire's methods that change something? */
export function isCommand(method: Method): method is CommandMethod {
  return !isQuery(method);
}

/** Has the audit an entry of each request for `method`? All that change something, and who listens to which recording. */
export function isAudited(method: string): boolean {
  return !isQuery(method) || method === 'get_recording';
}
