import { amoFaultReasons, type AmoFaultReason } from './AmoFault';

/** Counts what goes wrong with amoCRM, for those who watch. */
export class AmoErrors {
  private readonly byReason = new Map<AmoFaultReason, number>(amoFaultReasons.map((reason) => [reason, 0]));
  private isLastWell = true;

  /** Did amoCRM take the last request? */
  get isWell(): boolean {
    return this.isLastWell;
  }

  /** Since the start. */
  get counts(): ReadonlyMap<AmoFaultReason, number> {
    return this.byReason;
  }

  count(outcome: AmoFaultReason | 'ok'): void {
    // An asker who went away says nothing of amoCRM.
    if (outcome !== 'aborted') this.isLastWell = outcome === 'ok';
    if (outcome !== 'ok') this.byReason.set(outcome, (this.byReason.get(outcome) ?? 0) + 1);
  }
}
