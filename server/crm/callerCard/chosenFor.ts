/** An agent's choice among the contacts of a number. */
export interface ContactChoice {
  /** Extension of who has chosen. */
  readonly by: string;
  readonly contactId: number;
  /** ms since 1970 */
  readonly at: number;
}

/** A contact that has the number. */
interface Holder {
  readonly id: number;
  readonly responsibleId: number | null;
}

/**
 * Id of the contact that counts for this agent; null: none. Pure. It is what they have chosen themselves. Else it is what a
 * colleague has chosen who may view all contacts with the number: who sees some of them alone, and may have made these, knows
 * too little to choose for others. Either is one that the agent may view.
 * @param choices the newest first
 * @param holders all contacts that have the number
 */
export function chosenFor<H extends Holder>(
  extension: string,
  choices: readonly ContactChoice[],
  holders: readonly H[],
  mayView: (extension: string, contact: H) => boolean,
): number | null {
  const seen = new Set(holders.filter((one) => mayView(extension, one)).map(({ id }) => id));
  const possible = choices.filter(({ contactId }) => seen.has(contactId));
  const knowsAll = ({ by }: ContactChoice): boolean => holders.every((one) => mayView(by, one));
  const counting = possible.find(({ by }) => by === extension) ?? possible.find(knowsAll);
  return counting?.contactId ?? null;
}
