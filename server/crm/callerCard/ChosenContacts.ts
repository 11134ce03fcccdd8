import * as v from 'valibot';
import { phoneKey } from '../../../protocol/isSamePhone';
import { searchDigits } from '../../../protocol/searchDigits';
import type { ContactChoice } from './chosenFor';

const kept = v.pipe(v.string(), v.parseJson(), v.object({ contactId: v.number(), at: v.number() }));

/** Texts by number and by the extension of who has chosen. All functions fail when the store does. */
export interface ChoiceStore {
  of(numberKey: string): Promise<ReadonlyMap<string, string>>;
  /** Resolves once it survives a crash. */
  save(numberKey: string, extension: string, text: string): Promise<void>;
}

/**
 * Which of several contacts a number belongs to, as each agent has chosen; outlives the process. Kept by
 * `phoneKey`, so that numbers that only end alike have choices of their own.
 */
export class ChosenContacts {
  constructor(
    private readonly store: ChoiceStore,
    /** ms since 1970 */
    private readonly now: () => number,
  ) {}

  /** The last choice of each agent, the newest first. Fails when the store does. */
  async of(number: string): Promise<readonly ContactChoice[]> {
    if (searchDigits(number) === '') return [];
    const texts = await this.store.of(phoneKey(number));
    const choices = [...texts].flatMap(([by, text]) => {
      const parsed = v.safeParse(kept, text);
      return parsed.success ? [{ by, ...parsed.output }] : [];
    });
    return choices.sort((a, b) => b.at - a.at);
  }

  /** @param by extension of who chooses. Resolves once it survives a crash. Fails when the store does. */
  async choose(number: string, contactId: number, by: string): Promise<void> {
    if (searchDigits(number) === '') return;
    await this.store.save(phoneKey(number), by, JSON.stringify({ contactId, at: this.now() }));
  }
}
