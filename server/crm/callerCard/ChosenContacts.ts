import * as v from 'valibot';
import { searchDigits } from '../../../protocol/searchDigits';

const kept = v.pipe(v.string(), v.parseJson(), v.object({ contactId: v.number() }));

/** Texts by the end of a number. All functions fail when the store does. */
export interface ChoiceStore {
  get(numberKey: string): Promise<string | null>;
  /** Resolves once it survives a crash. */
  save(numberKey: string, text: string): Promise<void>;
}

/**
 * Which of several contacts a number belongs to, as an agent has chosen; outlives the process. Numbers that end alike
 * share it: a choice counts only where its contact has the number.
 */
export class ChosenContacts {
  constructor(private readonly store: ChoiceStore) {}

  /** Id of the contact; null: none was chosen. Fails when the store does. */
  async of(number: string): Promise<number | null> {
    const key = searchDigits(number);
    if (key === '') return null;
    const parsed = v.safeParse(kept, await this.store.get(key));
    return parsed.success ? parsed.output.contactId : null;
  }

  /** Resolves once it survives a crash. Fails when the store does. */
  async choose(number: string, contactId: number): Promise<void> {
    const key = searchDigits(number);
    if (key !== '') await this.store.save(key, JSON.stringify({ contactId }));
  }
}
