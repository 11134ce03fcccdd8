import { readPhones } from '../../../protocol/readPhones';
import type { CardId, ClientIndexStore, IndexKind } from './ClientIndexStore';
import type { ReadCard } from './indexAnswers';
import { ASKED_AT_ONCE, type IndexRequests } from './IndexRequests';
import { keptContact, readKept } from './readKept';
import { candidateLinks } from './phoneLinks';

/** Cards that are looked at beside one that has changed. */
const MAX_NEIGHBOURS = 50;

/** Called with what was written: cards such as `contacts:7`, and ends of their numbers. */
export type OnKept = (sources: ReadonlySet<string>, numbers: readonly string[]) => void;

/** Puts what amoCRM answers into the store. */
export class CardKeeper {
  constructor(
    private readonly requests: Pick<IndexRequests, 'cards'>,
    private readonly store: ClientIndexStore,
    private readonly onKept: OnKept,
  ) {}

  /** Writes cards, and with them how far was read. Fails when the store does. */
  async keep(
    kind: IndexKind,
    cards: readonly ReadCard[],
    notes: ReadonlyMap<string, string>,
    gone: readonly number[] = [],
  ): Promise<void> {
    const entries = cards.flatMap(({ card }) => card ?? []);
    const closed = cards.flatMap(({ id, card }) => (card === null ? [id] : []));
    const deleted = [...closed, ...gone].map((id) => ({ kind, id }));
    await this.store.save({ entries, deleted, notes });
    const links = entries.flatMap((entry) => entry.links);
    const isNumber = (link: string): boolean => link.startsWith('phone:');
    this.onKept(
      new Set([
        ...[...entries, ...deleted].map(({ id }) => `${kind}:${id}`),
        ...links.filter((link) => !isNumber(link)),
      ]),
      links.filter(isNumber).map((link) => link.replace('phone:', '')),
    );
  }

  /**
   * Asks amoCRM for cards that were named by an event or a webhook, and takes over what it answers; those that it does not
   * have are deleted. So it does not matter whether the naming came late, twice, or out of order. Cards with the same numbers
   * are asked for, too: of two that were merged the one that is gone may not be named. Fails with an `AmoFault`, or when the
   * store does.
   */
  async recheck(named: readonly CardId[], signal: AbortSignal): Promise<void> {
    const all = [...named, ...(await this.neighbours(named))];
    for (const kind of new Set(all.map((one) => one.kind))) {
      const ids = [...new Set(all.flatMap((one) => (one.kind === kind ? [one.id] : [])))];
      for (let at = 0; at < ids.length; at += ASKED_AT_ONCE) {
        const asked = ids.slice(at, at + ASKED_AT_ONCE);
        const cards = await this.requests.cards(kind, asked, signal);
        const there = new Set(cards.map(({ id }) => id));
        await this.keep(
          kind,
          cards,
          new Map(),
          asked.filter((id) => !there.has(id)),
        );
      }
    }
  }

  /** Cards with the numbers of those that are named, and tasks of them. */
  private async neighbours(named: readonly CardId[]): Promise<readonly CardId[]> {
    const found: CardId[] = [];
    for (const { kind, id } of named) {
      if (kind === 'tasks') continue;
      const tasks = await this.store.linked('tasks', [`${kind}:${id}`], MAX_NEIGHBOURS);
      found.push(...tasks.map((task) => ({ kind: 'tasks' as const, id: task.id })));
      if (kind === 'leads') continue;
      const [entry] = await this.store.get(kind, [id]);
      const phones = entry === undefined ? [] : (readKept(keptContact, entry)?.phones ?? []);
      const numbers = phones.flatMap(readPhones).map(({ number }) => number);
      for (const links of candidateLinks(numbers)) {
        const alike = await this.store.linked(kind, links, MAX_NEIGHBOURS);
        found.push(...alike.map((other) => ({ kind, id: other.id })));
      }
    }
    return found;
  }
}
