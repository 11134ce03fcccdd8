import { isHandedOnBy } from '../../calls/isHandedOnBy';
import { MOST_CARD_CALLS, type CallerCard } from '../../../protocol/callerCard';
import type { CardOwner } from '../rights/mayView';
import type { RightKind } from '../rights/UserRights';
import type { CardFacts, PastCall } from './CardFacts';
import type { NotedCall, NotedOf, SeenCards } from './NotedCall';

type WireCalls = NonNullable<CallerCard['last_calls']>;

/** What is asked of the agent and the office. */
interface CallsViewer {
  readonly extension: string;
  mayView(kind: RightKind, card: CardOwner): boolean;
  mayViewCallOf(extension: string | null): boolean;
  nameOf(extension: string): string | null;
}

/**
 * The last calls with a number as one agent may see them, the newest first; pure. One of them has what was written of it: the last talk
 * of which the agent may read something. It is there also where enough calls came after it.
 */
export function lastCalls(facts: CardFacts, viewer: CallsViewer, notedOf: NotedOf): WireCalls {
  const { owners, within } = facts;
  const client = seenCards(owners, viewer);
  const dialled = seenCards([...owners, ...within], viewer);
  const clientOf = (call: PastCall): SeenCards => (isHandedOnBy(viewer.extension, call) ? dialled : client);
  const noted = lastNoted(facts.calls, (call) => notedOf(call, clientOf(call)));
  const calls = facts.calls
    .filter((call) => isSeen(call, clientOf(call), viewer))
    .filter((call) => call !== noted?.call)
    .slice(0, noted === null ? MOST_CARD_CALLS : MOST_CARD_CALLS - 1)
    .map((call) => wireCall(call, viewer));
  return noted === null
    ? calls
    : [...calls, wireNoted(noted, viewer)].sort((one, other) => other.at - one.at);
}

/**
 * Of an unknown number only who views all cards counts as viewing all of these: else colleagues' notes on it would tell it from the number
 * of a hidden client.
 */
function seenCards(owners: CardFacts['owners'], viewer: CallsViewer): SeenCards {
  if (owners.length === 0) return { cards: viewer.mayViewCallOf(null) ? 'all' : 'some', isOwned: false };
  const seen = owners.filter((card) => viewer.mayView(card.kind, card));
  const cards = seen.length === owners.length ? 'all' : seen.length > 0 ? 'some' : 'none';
  return { cards, isOwned: true };
}

/**
 * Past calls are seen with the client, as in the feed of their card, by who may view all cards that have the number. Else a
 * call is seen by whose it was, as if it were a contact and a company of theirs: of an unknown number just as of one of hidden
 * clients, whatever they are, so that the two look alike.
 */
function isSeen({ extension }: PastCall, { cards, isOwned }: SeenCards, viewer: CallsViewer): boolean {
  return (isOwned && cards === 'all') || viewer.mayViewCallOf(extension);
}

interface Noted {
  readonly call: PastCall;
  readonly noted: NotedCall;
}

function lastNoted(calls: readonly PastCall[], notedOf: (call: PastCall) => NotedCall | null): Noted | null {
  for (const call of calls) {
    const noted = notedOf(call);
    if (noted !== null) return { call, noted };
  }
  return null;
}

function wireCall(
  {
    direction,
    startedAt,
    talkSeconds,
    outcome,
    extension,
  }: Pick<PastCall, 'direction' | 'startedAt' | 'talkSeconds' | 'outcome' | 'extension'>,
  viewer: CallsViewer,
): WireCalls[number] {
  return {
    direction: direction === 'inbound' ? 'INBOUND' : 'OUTBOUND',
    at: startedAt / 1_000,
    talk_seconds: Math.round(talkSeconds),
    outcome,
    with: extension && (viewer.nameOf(extension) ?? extension),
  };
}

function wireNoted({ call, noted }: Noted, viewer: CallsViewer): WireCalls[number] {
  const { extension, talkSeconds, texts, outcome } = noted;
  const wire = wireCall({ ...call, extension, talkSeconds }, viewer);
  const text = [...texts]
    .reverse()
    .map(({ name, text }) => (texts.length === 1 && name === wire.with ? text : `${name}: ${text}`))
    .join(' · ');
  return { ...wire, note: { outcome, text: text.replace(/\s+/gu, ' ').trim() } };
}
