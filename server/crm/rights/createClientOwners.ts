import type { Clock } from '../../system/Clock';
import type { CardSource } from '../callers/readCaller';
import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import { IndexedCards } from '../clientIndex/IndexedCards';
import { ClientOwners } from './ClientOwners';

/** Builds what says whose a client's cards are. */
export function createClientOwners(
  cards: CardSource,
  indexStore: ClientIndexStore | undefined,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
) {
  /** amoCRM is asked where the index does not say it. */
  const asked = new ClientOwners({ cards, clock, signal });
  /** By the index alone, without a request; undefined: there is none. */
  const indexed = indexStore && new ClientOwners({ cards: new IndexedCards(indexStore), clock, signal });
  return {
    asked,
    indexed,
    /** Cards have changed. */
    forget: (): void => {
      asked.forget();
      indexed?.forget();
    },
  };
}
