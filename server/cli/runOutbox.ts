import * as v from 'valibot';
import type { Configuration } from '../config/Configuration';
import { outboxAnswerSchema, type OutboxAnswer, type OutboxOrder } from '../crm/outbox/parkedOrders';
import { askBackend, type BackendAnswer } from './askBackend';
import { isOutboxOrder } from './readCommandLine';
import { StartFault } from '../system/StartFault';
import { usage } from './usage';

/**
 * `outbox`: asks the running backend for its parked calls, as lines. Fails with a `StartFault` when the words are wrong,
 * no backend runs, or it refuses.
 */
export async function runOutbox(
  words: readonly string[],
  configuration: Configuration,
): Promise<readonly string[]> {
  const order = readOrder(words);
  if (configuration.amocrm === undefined)
    throw new StartFault('amocrm is not set up, so there is no outbox.');
  const { changed, parked, unknown } = await ask(order, configuration);
  const lines = parked.map(({ id, reason }) => `${id}  ${reason}`);
  return [
    ...doneLine(order, changed, unknown),
    ...(lines.length === 0 ? ['No call is parked.'] : [`${lines.length} parked:`, ...lines]),
    ...unknown.map(
      (id) => `No parked call has the ID "${shown(id)}": "outbox list" shows those that there are.`,
    ),
  ];
}

/** Nothing is said of what was done where no ID was right. */
function doneLine({ action }: OutboxOrder, changed: number, unknown: readonly string[]): readonly string[] {
  if (action === 'list' || (changed === 0 && unknown.length > 0)) return [];
  return [`${changed} ${action === 'retry' ? 'tried again' : 'dropped'}.`];
}

function readOrder(words: readonly string[]): OutboxOrder {
  if (!isOutboxOrder(words)) throw new StartFault(usage('outbox'));
  const [action = 'list', ...ids] = words;
  if (action === 'list') return { action };
  if (action === 'retry') return ids.length === 0 ? { action } : { action, ids: [...ids] };
  return { action: 'drop', ids: [...ids] };
}

async function ask(order: OutboxOrder, configuration: Configuration): Promise<OutboxAnswer> {
  const answer = await askBackend(configuration, '/outbox', order.action === 'list' ? null : order);
  const parsed = v.safeParse(outboxAnswerSchema, answer.status === 200 ? answer.body : null);
  if (!parsed.success) throw new StartFault(refusal(answer));
  return parsed.output;
}

const errorSchema = v.object({ error: v.string() });

function refusal({ url, status, body }: BackendAnswer): string {
  const who = `The backend at ${url}`;
  switch (status) {
    case 401:
      return `${who} refuses (401): is the key the same there?`;
    case 429:
      return `${who} refuses (429): too many wrong keys came from this machine. Try again in a minute.`;
    case 400:
      return `${who} does not understand this command (400): is it of the same version?`;
    case 404:
      return (
        `${who} has no outbox for this command (404): are path and amocrm set there as here, and does it run on this ` +
        'machine? It answers no other one, and nothing that comes through a proxy.'
      );
    case 503: {
      const said = v.safeParse(errorSchema, body);
      return `${who} can not do it now (503): ${said.success ? said.output.error : 'no reason'}.`;
    }
    default:
      return `${who} answers ${status}, and not as an outbox does: is it of the same version?`;
  }
}

/** What was typed, bounded, without control characters. */
function shown(id: string): string {
  return id.slice(0, 80).replace(/\p{Cc}/gu, '?');
}
