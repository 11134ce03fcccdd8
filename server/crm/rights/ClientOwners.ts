import { phoneKey, phoneKeys } from '../../../protocol/isSamePhone';
import { numbersWithin } from './numbersWithin';
import type { Clock } from '../../system/Clock';
import { ownersOf } from '../callers/FoundCards';
import type { CardSource } from '../callers/readCaller';

/** Whose number it may be. */
export const clientKinds = ['contacts', 'companies'] as const;

/** A card with a number, and whose it is. */
export interface ClientOwner {
  readonly kind: (typeof clientKinds)[number];
  /** 0: of cards that were not looked at. */
  readonly id: number;
  readonly responsibleId: number | null;
  /** Open deals of the card. */
  readonly leadIds: readonly number[];
}

/** What is known of one number. */
interface Kept {
  owners: Promise<readonly ClientOwner[]>;
  /** ms since 1970 */
  readonly until: number;
  /** In whose turns it is being asked for; empty: it is known. */
  readonly askers: Set<string>;
}

/** How long it is kept whose cards have a number, unless cards change, ms; and of how many numbers. */
const KEPT_MS = 600_000;
const MOST = 2_000;

const NONE: readonly number[] = [];
const NO_OWNERS: readonly ClientOwner[] = [];

/**
 * Whose the cards with a number are. Kept, and asked for once by each agent however many requests want it: one agent's must hold
 * up no one else's, in amoCRM as in this process. Who asks for what waits in another's turn asks in the own turn as well.
 */
export class ClientOwners {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly options: {
      /** @param asker extension of the agent in whose turn amoCRM is asked */
      readonly cardsFor: (asker: string) => Pick<CardSource, 'contactsWith' | 'companiesWith'>;
      readonly clock: Pick<Clock, 'now'>;
      readonly signal: AbortSignal;
    },
  ) {}

  /** Fails where the source of the cards does. @param asker the agent's extension */
  of(number: string, asker: string): Promise<readonly ClientOwner[]> {
    const { clock } = this.options;
    const key = phoneKey(number);
    const found = this.kept.get(key);
    if (found !== undefined && found.until > clock.now()) {
      if (found.askers.size === 0 || found.askers.has(asker)) return found.owners;
      return this.ask(key, found, number, asker, found.owners);
    }
    this.kept.delete(key);
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= MOST) this.kept.delete(oldest);
    const owners = Promise.resolve(NO_OWNERS);
    const kept: Kept = { owners, until: clock.now() + KEPT_MS, askers: new Set() };
    this.kept.set(key, kept);
    return this.ask(key, kept, number, asker, null);
  }

  /** Asks in this agent's turn; of it and what is asked for already the first answer counts. */
  private ask(
    key: string,
    kept: Kept,
    number: string,
    asker: string,
    other: Kept['owners'] | null,
  ): Kept['owners'] {
    kept.askers.add(asker);
    const own = this.read(number, asker);
    // Where none succeeds it is the failure of the own one.
    const owners = other === null ? own : Promise.any([other, own]).catch(() => own);
    kept.owners = owners;
    owners.then(
      () => kept.askers.clear(),
      () => {
        if (kept.owners === owners && this.kept.get(key) === kept) this.kept.delete(key);
      },
    );
    return owners;
  }

  /**
   * As `of`, of a number that an agent has dialled: also whose the cards are that have a number which the telephone system may
   * make of it.
   */
  async ofDialled(number: string, asker: string): Promise<readonly ClientOwner[]> {
    const numbers = [number, ...numbersWithin(number)];
    return (await Promise.all(numbers.map((one) => this.of(one, asker)))).flat();
  }

  /** Cards have changed. @param numbers in them; left out: any may be */
  forget(numbers?: readonly string[]): void {
    if (numbers === undefined) this.kept.clear();
    else for (const key of numbers.flatMap(phoneKeys)) this.kept.delete(key);
  }

  private async read(number: string, asker: string): Promise<readonly ClientOwner[]> {
    const { cardsFor, signal } = this.options;
    const cards = cardsFor(asker);
    const [contacts, companies] = await Promise.all([
      cards.contactsWith(number, signal),
      cards.companiesWith(number, signal),
    ]);
    const leadsOf = new Map([...contacts.cards, ...companies.cards].map((card) => [card.id, card.leadIds]));
    const owned = (kind: ClientOwner['kind'], found: typeof contacts): readonly ClientOwner[] =>
      ownersOf(found).map(({ id, responsibleId }) => ({
        kind,
        id,
        responsibleId,
        leadIds: leadsOf.get(id) ?? NONE,
      }));
    return [...owned('contacts', contacts), ...owned('companies', companies)];
  }
}
