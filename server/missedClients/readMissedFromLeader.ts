import * as v from 'valibot';
import { exceptionNames } from '../../protocol/ExceptionName';
import { missedClientsSchema, type WireMissedClients } from '../../protocol/missedClient';
import type { Agent } from '../calls/Agent';
import { answerAsLeader } from '../calls/answerAsLeader';
import { askLeader, type AskLeader } from '../calls/askLeader';
import { CommandFault } from '../calls/CommandFault';
import { readFoundOrFault } from '../system/readFoundOrFault';
import { readJson } from '../system/readJson';
import type { MissedClientMethods } from './MissedClientMethods';

const orderSchema = v.object({ missedClients: v.object({ extension: v.string() }) });

/** Reads the company's missed calls by an errand to the backend that leads, which has them. Fails with a `CommandFault`. */
export function readMissedFromLeader(ask: AskLeader, { extension }: Agent): Promise<WireMissedClients> {
  const order: v.InferOutput<typeof orderSchema> = { missedClients: { extension } };
  return askLeader(ask, order, (text) => readFoundOrFault(text, missedClientsSchema, exceptionNames));
}

/** The answer to such an errand; null: it is another one. @param agentOf null: no agent has the extension */
export async function answerMissedErrand(
  text: string,
  methods: Pick<MissedClientMethods, 'list'> | null,
  agentOf: (extension: string) => Agent | null,
): Promise<string | null> {
  const order = readJson(orderSchema, text)?.missedClients;
  if (order === undefined) return null;
  const agent = agentOf(order.extension);
  return answerAsLeader(async () => {
    if (methods === null) throw new CommandFault('NotSupported');
    if (agent === null) throw new CommandFault('UnknownAgent');
    return methods.list(agent);
  });
}
