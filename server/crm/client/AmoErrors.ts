import { amoFaultReasons, type AmoFaultReason } from './AmoFault';

/** Counts failed requests to amoCRM by reason, for metrics and health. */
export class AmoErrors {
  private readonly byReason = new Map<AmoFaultReason, number>(amoFaultReasons.map((reason) => [reason, 0]));
  private isLastWell = true;

  /** Did the last request succeed? */
  get isWell(): boolean {
    return this.isLastWell;
  }

  /** Since the start. */
  get counts(): ReadonlyMap<AmoFaultReason, number> {
    return this.byReason;
  }

  count(outcome: AmoFaultReason | 'ok'): void {
    // An aborted request is no sign of amoCRM's health.
    if (outcome !== 'aborted') this.isLastWell = outcome === 'ok';
    if (outcome !== 'ok') this.byReason.set(outcome, (this.byReason.get(outcome) ?? 0) + 1);
  }
}
