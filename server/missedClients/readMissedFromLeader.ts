import * as v from 'valibot';
import { missedClientsSchema, type WireMissedClients } from '../../protocol/missedClient';
import type { Agent } from '../calls/Agent';
import { CommandFault } from '../calls/CommandFault';
import { readJson } from '../system/readJson';

const orderSchema = v.object({ missedClients: v.object({ extension: v.string() }) });

const answerSchema = v.object({ missedClients: missedClientsSchema });

/**
 * Reads the company's missed calls by an errand to the backend that leads, which has them. Fails with a `CommandFault`.
 * @param ask sends the errand, and resolves with its answer
 */
export async function readMissedFromLeader(
  ask: (text: string) => Promise<string>,
  { extension }: Agent,
): Promise<WireMissedClients> {
  const text = await ask(JSON.stringify({ missedClients: { extension } })).catch((cause: unknown) => {
    throw new CommandFault('TelephonyUnavailable', { cause });
  });
  const answer = readJson(answerSchema, text);
  if (answer === null) throw new CommandFault('NotSupported');
  return answer.missedClients;
}

/** The answer to such an errand; null: it is another one. */
export async function answerMissedErrand(
  text: string,
  list: (extension: string) => Promise<WireMissedClients> | null,
): Promise<string | null> {
  const order = readJson(orderSchema, text)?.missedClients;
  const missedClients = order === undefined ? null : await list(order.extension);
  return missedClients === null ? null : JSON.stringify({ missedClients });
}
