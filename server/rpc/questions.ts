import type { LocalMethod } from './relayedHandlers';

const questions = [
  'ping',
  'get_agent_status',
  'get_contacts',
  'get_last_contacts',
] as const satisfies LocalMethod[];

/** Methods that change nothing, and are asked all the time. */
export const QUESTIONS: ReadonlySet<string> = new Set(questions);
