import * as v from 'valibot';
import { phoneKey } from '../../../protocol/isSamePhone';
import { searchDigits } from '../../../protocol/searchDigits';

const kept = v.pipe(v.string(), v.parseJson(), v.object({ contactId: v.number() }));

/** Texts by number. All functions fail when the store does. */
export interface ChoiceStore {
  get(numberKey: string): Promise<string | null>;
  /** Resolves once it survives a crash. */
  save(numberKey: string, text: string): Promise<void>;
}

/**
 * Which of several contacts a number belongs to, as an agent has chosen; outlives the process. Kept by
 * `phoneKey`, so that numbers that only end alike have choices of their own.
 */
export class ChosenContacts {
  constructor(private readonly store: ChoiceStore) {}

  /** Id of the contact; null: none was chosen. Fails when the store does. */
  async of(number: string): Promise<number | null> {
    const end = searchDigits(number);
    if (end === '') return null;
    // Earlier versions kept it by the last digits; it counts only where its contact has the number.
    const text = (await this.store.get(phoneKey(number))) ?? (await this.store.get(end));
    const parsed = v.safeParse(kept, text);
    return parsed.success ? parsed.output.contactId : null;
  }

  /** Resolves once it survives a crash. Fails when the store does. */
  async choose(number: string, contactId: number): Promise<void> {
    if (searchDigits(number) !== '') await this.store.save(phoneKey(number), JSON.stringify({ contactId }));
  }
}
