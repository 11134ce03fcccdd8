import { MOST_CARD_LEADS, type CallerCard } from '../../../protocol/callerCard';
import { stageOf, type RightKind } from '../rights/UserRights';
import type { CardOwner } from '../rights/mayView';
import type { KeptLead, KeptTask } from '../clientIndex/readKept';
import type { StageName } from '../clientIndex/IndexedStages';
import type { CardFacts, CardHolder, Kept } from './CardFacts';
import { lastCalls } from './lastCalls';
import type { NotedOf } from './NotedCall';

/** A colleague as a card shows them. */
export type Colleague = NonNullable<CallerCard['responsible']>;

/** What the card is made with, of one agent. */
export interface CardViewer {
  readonly extension: string;
  /** May the agent's user view the card in amoCRM? */
  mayView(kind: RightKind, card: CardOwner): boolean;
  /** May they view any card that the colleague with this extension has? Their own always. Null: no colleague has. */
  mayViewCallOf(extension: string | null): boolean;
  /** Which of the number's contacts was chosen and counts for the agent; see `chosenFor`. */
  chosenOf(facts: Pick<CardFacts, 'contacts' | 'choices'>): number | null;
  /** A user by id; null: there is none. */
  userOf(id: number): Colleague | null;
  /** Name of the agent with this extension; null: there is none. */
  nameOf(extension: string): string | null;
  stageOf(pipelineId: number | null, statusId: number | null): StageName | null;
}

/**
 * The card of a number as one agent may see it, without why it rings; pure. Of several contacts that the agent may view it is
 * the one that was chosen and counts for them, else none.
 * @param notedOf what the agent may read of what was written of past calls
 */
export function callerCard(facts: CardFacts, viewer: CardViewer, notedOf: NotedOf): CallerCard {
  const seen = facts.holders.filter(({ kind, card }) => viewer.mayView(kind, card));
  const chosenId = viewer.chosenOf(facts);
  const chosen = seen.find(({ kind, card }) => kind === 'contacts' && card.id === chosenId);
  const holder = chosen ?? (seen.length === 1 ? seen[0] : undefined);
  const calls = lastCalls(facts, viewer, notedOf);
  return {
    ...(holder !== undefined && cardOf(holder, viewer)),
    ...(chosen !== undefined && seen.length > 1 && { is_chosen: true }),
    ...(calls.length > 0 && { last_calls: calls }),
  };
}

function cardOf({ kind, card, company, leads, tasks }: CardHolder, viewer: CardViewer): CallerCard {
  const seen = leads.filter((lead) =>
    viewer.mayView('leads', { ...lead, stage: stageOf(lead.pipelineId, lead.statusId) }),
  );
  const own = tasks.filter(
    ({ of }) =>
      (of?.kind === kind && of.id === card.id) ||
      (of?.kind === 'leads' && seen.some(({ id }) => id === of.id)),
  );
  const [task] = [...own].sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
  const ordered = likeliestFirst(seen, task);
  const responsibleId = ordered[0]?.responsibleId ?? card.responsibleId;
  const named = { id: String(card.id), name: card.name };
  const isCompanySeen = company !== null && viewer.mayView('companies', company);
  return {
    ...(kind === 'contacts' ? { contact: named } : { company: named }),
    ...(kind === 'contacts' && isCompanySeen && { company: { id: String(company.id), name: company.name } }),
    ...(responsibleId !== null && { responsible: viewer.userOf(responsibleId) }),
    ...(ordered.length > 0 && {
      leads: ordered.slice(0, MOST_CARD_LEADS).map((lead) => ({
        id: String(lead.id),
        name: lead.name,
        price: lead.price,
        ...viewer.stageOf(lead.pipelineId, lead.statusId),
      })),
    }),
    ...(ordered.length > MOST_CARD_LEADS && { more_leads: ordered.length - MOST_CARD_LEADS }),
    ...(task !== undefined && { task: taskOf(task, viewer) }),
  };
}

/** The lead that has the next task is what the call is likeliest about, then the one that was changed last. */
function likeliestFirst(leads: readonly Kept<KeptLead>[], next: KeptTask | undefined): Kept<KeptLead>[] {
  const isNext = ({ id }: { readonly id: number }): boolean =>
    next?.of?.kind === 'leads' && next.of.id === id;
  return [...leads].sort(
    (a, b) => Number(isNext(b)) - Number(isNext(a)) || (b.changedAt ?? 0) - (a.changedAt ?? 0),
  );
}

function taskOf(
  { id, text, dueAt, of, responsibleId }: Kept<KeptTask>,
  viewer: CardViewer,
): CallerCard['task'] {
  return {
    id: String(id),
    text,
    due_at: dueAt,
    of: of && { kind: of.kind, id: String(of.id) },
    responsible: responsibleId === null ? null : (viewer.userOf(responsibleId)?.name ?? null),
  };
}
