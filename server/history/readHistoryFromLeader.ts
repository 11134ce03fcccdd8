import * as v from 'valibot';
import { exceptionNames } from '../../protocol/ExceptionName';
import {
  historySchema,
  recordingLinkSchema,
  type WireHistory,
  type WireRecordingLink,
} from '../../protocol/history';
import { historyQuery, type HistoryQuery } from '../../protocol/historyQuery';
import type { Agent } from '../calls/Agent';
import { CommandFault } from '../calls/CommandFault';
import { readJson } from '../system/readJson';
import type { HistoryMethods } from './HistoryMethods';

const orderSchema = v.union([
  v.object({ history: v.object({ extension: v.string(), query: historyQuery }) }),
  v.object({ recording: v.object({ extension: v.string(), id: v.string() }) }),
]);

type Order = v.InferOutput<typeof orderSchema>;

/** Sends an errand to the backend that leads, and resolves with its answer. */
type AskLeader = (text: string) => Promise<string>;

const faultSchema = v.object({ fault: v.picklist(exceptionNames) });

/** Reads a page by an errand to the backend that leads, which knows the clients. Fails with a `CommandFault`. */
export function readHistoryFromLeader(
  ask: AskLeader,
  { extension }: Agent,
  query: HistoryQuery,
): Promise<WireHistory> {
  return asked(ask, { history: { extension, query } }, historySchema);
}

/** As `readHistoryFromLeader`, the link to a recording. */
export function readRecordingFromLeader(
  ask: AskLeader,
  { extension }: Agent,
  id: string,
): Promise<WireRecordingLink> {
  return asked(ask, { recording: { extension, id } }, recordingLinkSchema);
}

/** The answer to such an errand; null: it is another one. @param agentOf null: no agent has the extension */
export async function answerHistoryErrand(
  text: string,
  methods: Pick<HistoryMethods, 'list' | 'recording'> | null,
  agentOf: (extension: string) => Agent | null,
): Promise<string | null> {
  const order = readJson(orderSchema, text);
  if (order === null) return null;
  const agent = agentOf('history' in order ? order.history.extension : order.recording.extension);
  try {
    if (methods === null) throw new CommandFault('NotSupported');
    if (agent === null) throw new CommandFault('UnknownAgent');
    const found =
      'history' in order
        ? await methods.list(agent, order.history.query, new AbortController().signal)
        : await methods.recording(agent, order.recording.id);
    return JSON.stringify({ found });
  } catch (error) {
    if (!(error instanceof CommandFault)) throw error;
    return JSON.stringify({ fault: error.reason });
  }
}

async function asked<T>(ask: AskLeader, order: Order, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const text = await ask(JSON.stringify(order)).catch((cause: unknown) => {
    throw new CommandFault('TelephonyUnavailable', { cause });
  });
  const answer = readJson(v.union([v.object({ found: schema }), faultSchema]), text);
  if (answer === null) throw new CommandFault('NotSupported');
  if ('fault' in answer) throw new CommandFault(answer.fault);
  return answer.found;
}
