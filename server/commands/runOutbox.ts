import * as v from 'valibot';
import type { Configuration } from '../config/Configuration';
import { outboxAnswerSchema, type OutboxAnswer, type OutboxOrder } from '../crm/outbox/openOutboxDoor';
import { isOutboxOrder } from './readCommandLine';
import { StartFault } from './StartFault';
import { usage } from './usage';

/** How long the running backend may take, ms. */
const LIMIT_MS = 10_000;

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
  const { changed, parked } = await ask(order, configuration);
  const lines = parked.map(({ id, reason }) => `${id}  ${reason}`);
  const what = { retry: 'tried again', drop: 'dropped' } as const;
  return [
    ...(order === null ? [] : [`${changed} ${what[order.action]}.`]),
    ...(lines.length === 0 ? ['No call is parked.'] : [`${lines.length} parked:`, ...lines]),
  ];
}

/** Null: list them. */
function readOrder(words: readonly string[]): OutboxOrder | null {
  if (!isOutboxOrder(words)) throw new StartFault(usage('outbox'));
  const [action = 'list', ...ids] = words;
  if (action === 'list') return null;
  if (action === 'retry') return ids.length === 0 ? { action } : { action, ids: [...ids] };
  return { action: 'drop', ids: [...ids] };
}

async function ask(
  order: OutboxOrder | null,
  { host, port, path, secretKeys }: Configuration,
): Promise<OutboxAnswer> {
  const place = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const url = `http://${place.includes(':') ? `[${place}]` : place}:${port}${path.replace(/\/+$/, '')}/outbox`;
  const response = await fetch(url, {
    method: order === null ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${secretKeys[0] ?? ''}`,
      ...(order !== null && { 'content-type': 'application/json' }),
    },
    ...(order !== null && { body: JSON.stringify(order) }),
    signal: AbortSignal.timeout(LIMIT_MS),
  }).catch((cause: unknown) => {
    throw new StartFault(
      `No backend answers at ${url}. Start it first: at its start it tries each parked call once more.`,
      { cause },
    );
  });
  const answer = v.safeParse(outboxAnswerSchema, await response.json().catch(() => null));
  if (!answer.success)
    throw new StartFault(`The backend at ${url} refuses (${response.status}): is the key the same there?`);
  return answer.output;
}
