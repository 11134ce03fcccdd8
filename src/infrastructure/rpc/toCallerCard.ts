import * as v from 'valibot';
import { callerCardSchema, type CallerCard as WireCard } from '../../../protocol/callerCard';
import type { CallerCard, RingReason } from '../../domain/calls/CallerCard';
import { toPresence } from './toPresence';

const notRouted = new Map<string, RingReason['kind']>([
  ['BUSY', 'busy'],
  ['DO_NOT_DISTURB', 'doNotDisturb'],
]);

/** A card of the wire whose id may be any text; null: it is none that could become part of a URL. */
const linked = <T extends { readonly id: string }>(card: T | null | undefined): T | null =>
  card && /^\d{1,19}$/.test(card.id) ? card : null;

/**
 * The caller's card from the field `card` of a call of the wire; null when there is none, or when it is not what the wire
 * declares: the call is shown without it. Ids that are no digits are left out, since they become part of a URL.
 */
export function toCallerCard(raw: unknown): CallerCard | null {
  const parsed = v.safeParse(callerCardSchema, raw);
  if (!parsed.success) return null;
  const { responsible, leads, task, last_calls, currency, ...wire } = parsed.output;
  const keeper = nameOf(responsible);
  return {
    about: wire.about_phone ?? null,
    contact: linked(wire.contact),
    isChosen: wire.is_chosen ?? false,
    company: linked(wire.company),
    responsible: keeper === null ? null : { name: keeper, presence: toPresence(responsible?.presence) },
    leads: (leads ?? [])
      .filter(linked)
      .map(({ id, name, price = null, stage = null }) => ({ id, name, price, stage })),
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : null,
    moreLeads: wire.more_leads ?? 0,
    task: task
      ? { text: task.text, dueAt: task.due_at ? task.due_at * 1_000 : null, of: linked(task.of) }
      : null,
    lastCalls: (last_calls ?? []).map((call) => ({
      at: call.at * 1_000,
      direction: call.direction === 'INBOUND' ? 'inbound' : 'outbound',
      talkSeconds: Math.max(0, Math.round(call.talk_seconds)),
      outcome:
        call.outcome === 'answered' ? 'talked' : call.direction === 'INBOUND' ? 'missed' : 'unanswered',
      with: call.with ?? null,
      note: call.note ?? null,
    })),
    reasons: reasonsOf(parsed.output),
    ageSeconds: wire.age_seconds ?? null,
  };
}

function reasonsOf({ why }: WireCard): readonly RingReason[] {
  const found = [
    ['consulted', why?.consulted_by],
    ['transferred', why?.transferred_by],
    ['refused', why?.refused_by],
    ['routed', why?.routed_to],
    [notRouted.get(why?.not_routed?.reason ?? ''), why?.not_routed],
  ] as const;
  return found.flatMap(([kind, colleague]) => {
    const name = nameOf(colleague);
    return kind && name ? { kind, name } : [];
  });
}

/** Name of a colleague, else their extension; null: neither is known. */
function nameOf(
  colleague: Pick<NonNullable<WireCard['responsible']>, 'name' | 'extension'> | null | undefined,
): string | null {
  return colleague?.name || colleague?.extension || null;
}
