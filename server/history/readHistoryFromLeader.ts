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
import { answerAsLeader } from '../calls/answerAsLeader';
import { askLeader, type AskLeader } from '../calls/askLeader';
import { CommandFault } from '../calls/CommandFault';
import { readFoundOrFault } from '../system/readFoundOrFault';
import { readJson } from '../system/readJson';
import type { HistoryMethods } from './HistoryMethods';

const orderSchema = v.union([
  v.object({ history: v.object({ extension: v.string(), query: historyQuery }) }),
  v.object({ recording: v.object({ extension: v.string(), id: v.string() }) }),
]);

type Order = v.InferOutput<typeof orderSchema>;

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
  return answerAsLeader(async () => {
    if (methods === null) throw new CommandFault('NotSupported');
    if (agent === null) throw new CommandFault('UnknownAgent');
    return 'history' in order
      ? await methods.list(agent, order.history.query, new AbortController().signal)
      : await methods.recording(agent, order.recording.id);
  });
}

function asked<T>(ask: AskLeader, order: Order, schema: v.GenericSchema<unknown, T>): Promise<T> {
  return askLeader(ask, order, (text) => readFoundOrFault(text, schema, exceptionNames));
}
