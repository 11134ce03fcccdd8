import type { WireHistoryLine } from '../protocol/history';
import type { Crm } from './crm/Crm';

type OutcomeText = NonNullable<NonNullable<WireHistoryLine['note']>['outcome']>;

/** An outcome of the company's list in each language; one that the company has taken out of its settings is shown by its id. */
export function outcomeTextOf(crm: Pick<Crm, 'notes'> | null, id: string): OutcomeText {
  const known = crm?.notes?.methods.outcomes().outcomes.find((one) => one.id === id);
  return known?.text ?? { ru: id, en: id, es: id, pt: id };
}
