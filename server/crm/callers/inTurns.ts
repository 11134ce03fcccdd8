/** Whose a card is. */
interface Owned {
  readonly responsibleId: number | null;
}

/**
 * The cards with the first one of each responsible user in front, then each one's second, and so on; else in their order. Where
 * only the first of them have room, no user takes it all by making many.
 */
export function inTurns<Card extends Owned>(cards: readonly Card[]): Card[] {
  const counts = new Map<number | null, number>();
  const placed = cards.map((card) => {
    const turn = counts.get(card.responsibleId) ?? 0;
    counts.set(card.responsibleId, turn + 1);
    return { card, turn };
  });
  return placed.sort((a, b) => a.turn - b.turn).map(({ card }) => card);
}
