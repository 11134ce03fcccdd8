import type { Method } from '../../protocol/methods';

/**
 * Methods that change nothing. Each backend of a cluster answers them itself; they are sent all the time, so the audit
 * leaves them out.
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
