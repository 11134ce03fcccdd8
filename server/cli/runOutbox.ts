import * as v from 'valibot';
import type { Configuration } from '../config/Configuration';
import { faultText } from '../crm/faultText';
import { outboxAnswerSchema, type OutboxAnswer, type OutboxOrder } from '../crm/outbox/outboxOrder';
import { askBackend } from './askBackend';
import type { BackendAnswer } from '../system/askLocalBackend';
import { isOutboxOrder } from './readCommandLine';
import { sameInAll, type Message } from '../system/Message';
import { outboxMessages } from './messages';
import { CliFault } from './CliFault';
import { usage } from './usage';

/** What the command has come to. */
export interface OutboxResult {
  readonly lines: readonly Message[];
  /** False: an ID that was given is of no parked call. */
  readonly isDone: boolean;
}

/**
 * The command `outbox`: lists, retries or drops the parked calls of the running backend. Rejects with a `CliFault` when the
 * arguments are not valid, amoCRM is not configured, no backend runs, or it refuses.
 */
export async function runOutbox(
  words: readonly string[],
  configuration: Configuration,
): Promise<OutboxResult> {
  const order = readOrder(words);
  if (configuration.amocrm === undefined) throw new CliFault(outboxMessages.notSetUp);
  const { changed, parked, unknown } = await send(order, configuration);
  const lines = parked.map(({ id, at, number, reason }) =>
    outboxMessages.parkedCall([id, at === undefined ? '' : localTime(at), number ?? ''], faultText(reason)),
  );
  const result = resultLine(order, changed, unknown);
  // Those that are tried again may be parked once more in a moment.
  const none = order.action === 'retry' && result.length > 0 ? [] : [outboxMessages.noneParked];
  return {
    lines: [
      ...result,
      ...(lines.length === 0 ? none : [outboxMessages.parked(lines.length), ...lines]),
      ...unknown.map((id) => outboxMessages.unknownId(printable(id))),
    ],
    isDone: unknown.length === 0,
  };
}

/** The time of this machine's zone, such as `2026-11-28 14:05`. @param at ms since 1970 */
function localTime(at: number): string {
  const zone = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - zone).toISOString().slice(0, 16).replace('T', ' ');
}

/** How many calls were retried or dropped; nothing for `list`, or when none of the ids was known. */
function resultLine(
  { action }: OutboxOrder,
  changed: number,
  unknown: readonly string[],
): readonly Message[] {
  if (action === 'list' || (changed === 0 && unknown.length > 0)) return [];
  return [action === 'retry' ? outboxMessages.retried(changed) : outboxMessages.dropped(changed)];
}

function readOrder(words: readonly string[]): OutboxOrder {
  if (!isOutboxOrder(words)) throw new CliFault(usage('outbox'));
  const [action = 'list', ...ids] = words;
  if (action === 'list') return { action };
  if (action === 'retry') return ids.length === 0 ? { action } : { action, ids: [...ids] };
  return { action: 'drop', ids: [...ids] };
}

/** Sends the order to the running backend; a `CliFault` when it refuses. */
async function send(order: OutboxOrder, configuration: Configuration): Promise<OutboxAnswer> {
  const answer = await askBackend(configuration, '/outbox', order.action === 'list' ? null : order);
  const parsed = v.safeParse(outboxAnswerSchema, answer.status === 200 ? answer.body : null);
  if (!parsed.success) throw new CliFault(refusal(answer));
  return parsed.output;
}

const errorSchema = v.object({
  error: v.string(),
  /** The reason in all languages; backends of 1.0.0 send only `error`, in English. */
  text: v.optional(v.object({ en: v.string(), ru: v.string() })),
});

/** Explains a response that is not the expected one. */
function refusal({ url, status, body }: BackendAnswer): Message {
  switch (status) {
    case 401:
      return outboxMessages.wrongKey(url);
    case 429:
      return outboxMessages.tooManyKeys(url);
    case 400:
      return outboxMessages.notUnderstood(url);
    case 404:
      return outboxMessages.noOutbox(url);
    case 503: {
      const parsed = v.safeParse(errorSchema, body);
      return parsed.success
        ? outboxMessages.notNow(url, parsed.output.text ?? sameInAll(parsed.output.error))
        : outboxMessages.notNowWithoutReason(url);
    }
    default:
      return outboxMessages.otherAnswer(url, status);
  }
}

/** The typed id for display: up to 80 characters, control characters replaced. */
function printable(id: string): string {
  return id.slice(0, 80).replace(/\p{Cc}/gu, '?');
}
