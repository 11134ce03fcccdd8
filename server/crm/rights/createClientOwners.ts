import type { Clock } from '../../system/Clock';
import type { CardSource } from '../callers/readCaller';
import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';
import { IndexedCards } from '../clientIndex/IndexedCards';
import { ClientOwners } from './ClientOwners';

/** Builds what says whose a client's cards are. @param cardsFor see `ClientOwners` */
export function createClientOwners(
  cardsFor: (asker: string) => Pick<CardSource, 'contactsWith' | 'companiesWith'>,
  indexStore: ClientIndexStore | undefined,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
) {
  /** amoCRM is asked where the index does not say it. */
  const asked = new ClientOwners({ cardsFor, clock, signal });
  /** By the index alone, without a request; undefined: there is none. */
  const kept = indexStore && new IndexedCards(indexStore);
  const indexed = kept && new ClientOwners({ cardsFor: () => kept, clock, signal });
  return {
    asked,
    indexed,
    /** See `ClientOwners`. */
    forget: (numbers?: readonly string[]): void => {
      asked.forget(numbers);
      indexed?.forget(numbers);
    },
  };
}
