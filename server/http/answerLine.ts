import type { DispatchResult } from '../rpc/DispatchResult';
import { hideCommand } from '../system/hideCommand';

/** A line of the log about an answer, without telephone numbers and names. */
export interface AnswerLine {
  /** `debug`: a poll that no event has answered, of which there are very many. */
  readonly level: 'info' | 'debug';
  readonly fields: Readonly<Record<string, string | number>>;
}

/**
 * The line of the log about an answer.
 * @param ms from the request to the answer
 * @param now ms since 1970
 */
export function answerLine(reply: DispatchResult, ms: number, now: number): AnswerLine {
  const { method, outcome, extension, call, command, trace, origin } = reply;
  const isQuiet = method === 'get_agent_status' && outcome === 'success' && origin === null;
  // An id that nothing is known of may be anything.
  const known = call === null || trace !== null ? call : hideCommand(call, null, now);
  const present = Object.entries({
    trace,
    extension,
    call: known,
    command: command === null ? null : hideCommand(command, known, now),
  }).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    level: isQuiet ? 'debug' : 'info',
    fields: {
      method,
      outcome,
      ms,
      ...Object.fromEntries(present),
      // From the telephone system's event to the answer.
      ...(origin !== null && { sinceEventMs: Math.max(0, now - origin.at) }),
    },
  };
}
