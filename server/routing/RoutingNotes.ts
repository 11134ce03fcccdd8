import { phoneKey } from '../../protocol/isSamePhone';
import type { Clock } from '../system/Clock';
import type { RoutingDecision } from '../calls/RoutingDecision';

/** How long a decision explains why a caller rings, ms: a call waits in a queue for minutes. */
const KEPT_MS = 600_000;

/** Callers that are remembered; beyond it the oldest goes. */
const MOST = 1_000;

/** Recent answers of `/route`, by caller, so that agents see why it rings at them. */
export class RoutingNotes {
  private readonly kept = new Map<string, { readonly decision: RoutingDecision; readonly at: number }>();

  constructor(private readonly clock: Pick<Clock, 'elapsed'>) {}

  add(number: string, decision: RoutingDecision): void {
    const key = phoneKey(number);
    this.kept.delete(key);
    this.kept.set(key, { decision, at: this.clock.elapsed() });
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > MOST) this.kept.delete(oldest);
  }

  /** Null: no dialplan has asked for this caller lately. */
  of(number: string): RoutingDecision | null {
    const found = this.kept.get(phoneKey(number));
    return found !== undefined && this.clock.elapsed() - found.at < KEPT_MS ? found.decision : null;
  }
}
