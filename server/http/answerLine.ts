import type { DispatchResult } from '../rpc/DispatchResult';
import { hideNumber } from '../system/hideNumber';

/** What the log says of an answer: numbers and names of people are no part of it. */
export interface AnswerLine {
  /** `debug`: a poll that tells nothing new, of which there are very many. */
  readonly level: 'info' | 'debug';
  readonly fields: Readonly<Record<string, string | number>>;
}

/**
 * The log's line of an answer.
 * @param ms from the request to the answer
 * @param now ms since 1970
 */
export function answerLine(reply: DispatchResult, ms: number, now: number): AnswerLine {
  const { method, outcome, extension, call, command, trace, origin } = reply;
  const isQuiet = method === 'get_agent_status' && outcome === 'success' && origin === null;
  const known = Object.entries({
    trace,
    extension,
    call,
    command: command === null ? null : hideNumber(command),
  }).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    level: isQuiet ? 'debug' : 'info',
    fields: {
      method,
      outcome,
      ms,
      ...Object.fromEntries(known),
      // How long after the telephone system's event the agent is told.
      ...(origin !== null && { sinceEventMs: Math.max(0, now - origin.at) }),
    },
  };
}
