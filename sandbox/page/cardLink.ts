import type { Account, Card } from './Account';

/** A link to a card; null: no such card. */
export function cardLink(card: Pick<Card, 'kind' | 'id'>, { life }: Account): JQuery | null {
  const found = life.cards.find(({ kind, id }) => kind === card.kind && id === card.id);
  if (found === undefined) return null;
  return window
    .$('<a class="js-navigate-link"></a>')
    .attr('href', `/${found.kind}/detail/${found.id}`)
    .text(found.name);
}
