import * as v from 'valibot';
import { searchDigits } from '../../../protocol/searchDigits';
import type { ClientIndexStore } from '../clientIndex/ClientIndexStore';

const kept = v.pipe(v.string(), v.parseJson(), v.object({ contactId: v.number() }));

/** Which of several contacts a number belongs to, as an agent has chosen; outlives the process. */
export class ChosenContacts {
  constructor(private readonly store: Pick<ClientIndexStore, 'get' | 'save'>) {}

  /** Id of the contact; null: none was chosen. Fails when the store does. */
  async of(number: string): Promise<number | null> {
    const id = idOf(number);
    if (id === null) return null;
    const [found] = await this.store.get('choices', [id]);
    const parsed = v.safeParse(kept, found?.text);
    return parsed.success ? parsed.output.contactId : null;
  }

  /** Resolves once it survives a crash. Fails when the store does. */
  async choose(number: string, contactId: number): Promise<void> {
    const id = idOf(number);
    if (id === null) return;
    const entry = { kind: 'choices' as const, id, text: JSON.stringify({ contactId }), links: [] };
    await this.store.save({ entries: [entry], deleted: [], notes: new Map() });
  }
}

/** Numbers that end alike share it: a choice counts only where its contact has the number. Null: it is no client's number. */
function idOf(number: string): number | null {
  const digits = searchDigits(number);
  return digits === '' ? null : Number(digits);
}
