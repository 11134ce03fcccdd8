import type { CardSource, UserSource } from '../callers/readCaller';
import type { ClientIndex } from './ClientIndex';

/** Where callers are read from. */
interface CallerSources {
  readonly cards: CardSource;
  readonly users: UserSource;
}

/** Callers from the index; from amoCRM only until it is filled, and where the store can't be read. */
export function indexFirst(
  index: Pick<ClientIndex, 'isFilled' | 'cards' | 'users'>,
  amo: CallerSources,
): CallerSources {
  const first = <T>(own: () => Promise<T>, other: () => Promise<T>): Promise<T> =>
    index.isFilled ? own().catch(other) : other();
  const { cards, users } = index;
  return {
    cards: {
      contactsWith: (number, signal) =>
        first(
          () => cards.contactsWith(number),
          () => amo.cards.contactsWith(number, signal),
        ),
      companiesWith: (number, signal) =>
        first(
          () => cards.companiesWith(number),
          () => amo.cards.companiesWith(number, signal),
        ),
      company: (id, signal) =>
        first(
          () => cards.company(id),
          () => amo.cards.company(id, signal),
        ),
      leads: (ids, signal) =>
        first(
          () => cards.leads(ids),
          () => amo.cards.leads(ids, signal),
        ),
    },
    users: {
      all: () =>
        first(
          () => users.all(),
          () => amo.users.all(),
        ),
      nameOf: (id) =>
        first(
          () => users.nameOf(id),
          () => amo.users.nameOf(id),
        ),
    },
  };
}
