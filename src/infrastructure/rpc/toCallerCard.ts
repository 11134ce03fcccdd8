import * as v from 'valibot';
import { callerCardSchema, type CallerCard as WireCard } from '../../../protocol/callerCard';
import type { CallerCard, RingReason } from '../../domain/calls/CallerCard';

const notRouted = new Map([
  ['BUSY', 'busy'],
  ['DO_NOT_DISTURB', 'doNotDisturb'],
  ['NO_EXTENSION', 'noExtension'],
] as const);

const isDigits = (id: string): boolean => /^\d{1,19}$/.test(id);

/**
 * The caller's card from the field `card` of a call of the wire; null when there is none, or when it is not what the wire
 * declares: the call is shown without it. Ids that are no digits are left out, since they become part of a URL.
 */
export function toCallerCard(raw: unknown): CallerCard | null {
  const parsed = v.safeParse(callerCardSchema, raw);
  if (!parsed.success) return null;
  const { contact, is_chosen, company, responsible, leads, more_leads, task, last_calls, age_seconds } =
    parsed.output;
  return {
    chosen: is_chosen && contact && isDigits(contact.id) ? contact : null,
    company: company && isDigits(company.id) ? { id: company.id, name: company.name } : null,
    responsible: nameOf(responsible),
    leads: (leads ?? []).flatMap(({ id, name, price, stage }) =>
      isDigits(id) ? [{ id, name, price: price ?? null, stage: stage ?? null }] : [],
    ),
    moreLeads: more_leads ?? 0,
    task: task
      ? {
          text: task.text,
          dueAt: task.due_at ? task.due_at * 1_000 : null,
          of: task.of && isDigits(task.of.id) ? task.of : null,
        }
      : null,
    lastCalls: (last_calls ?? []).map((call) => ({
      at: call.at * 1_000,
      talkSeconds: Math.max(0, Math.round(call.talk_seconds)),
      isAnswered: call.outcome === 'answered',
      with: call.with ?? null,
    })),
    reasons: reasonsOf(parsed.output),
    ageSeconds: age_seconds ?? null,
  };
}

function reasonsOf({ why, about_phone }: WireCard): readonly RingReason[] {
  if (!why) return [];
  const found: RingReason[] = [];
  const asks = nameOf(why.consulted_by);
  if (asks !== null) found.push({ kind: 'consulted', name: asks, about: about_phone ?? '' });
  const from = nameOf(why.transferred_by);
  if (from !== null) found.push({ kind: 'transferred', name: from });
  const to = nameOf(why.routed_to);
  if (to !== null) found.push({ kind: 'routed', name: to });
  const left = nameOf(why.not_routed);
  for (const [word, kind] of notRouted)
    if (left !== null && why.not_routed?.reason === word) found.push({ kind, name: left });
  return found;
}

/** Name of a colleague, else their extension; null: neither is known. */
function nameOf(colleague: NonNullable<WireCard['responsible']> | Left | null | undefined): string | null {
  return colleague?.name || colleague?.extension || null;
}

type Left = NonNullable<NonNullable<WireCard['why']>['not_routed']>;
