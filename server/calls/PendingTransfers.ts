import type { Clock } from '../system/Clock';
import type { CallEvent } from './CallEvent';
import { CommandFault } from './CommandFault';

/** How long the effect of a hand-over that was accepted is waited for, ms; after it the call may be handed over again. */
export const EFFECT_LIMIT_MS = 5_000;

/** What changes whom a call connects. */
export type TransferKind = 'redirect' | 'consult' | 'completeTransfer';

interface PendingTransfer {
  readonly kind: TransferKind;
  /** Of a transfer both calls. */
  readonly callIds: readonly string[];
  /** ms since 1970; null: the telephone system has not accepted it yet. */
  acceptedAt: number | null;
}

/**
 * Lets one hand-over of a call be under way at a time, from the command until its effect is seen. A telephone
 * system accepts a second one as long as the first has had no effect, and the other party ends at the wrong number.
 *
 * ```
 *   free ──begin──▶ asked ──refused──▶ free
 *                   asked ──accepted──▶ accepted ──the effect is seen, or does not come in time──▶ free
 * ```
 */
export class PendingTransfers {
  /** By extension. */
  private readonly underWay = new Map<string, readonly PendingTransfer[]>();

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /**
   * Runs the hand-over. An agent has one consultation: a second one fails with `AgentBusy`. Fails with `WrongPhase`
   * when another hand-over of the call is under way.
   * @param callIds calls that it hands over: of a completed transfer both
   */
  async runExclusive(
    extension: string,
    kind: TransferKind,
    callIds: readonly string[],
    action: () => Promise<void>,
  ): Promise<void> {
    const others = this.othersOf(extension);
    if (kind === 'consult' && others.some((other) => other.kind === 'consult'))
      throw new CommandFault('AgentBusy');
    if (others.some((other) => other.callIds.some((id) => callIds.includes(id))))
      throw new CommandFault('WrongPhase');
    const own: PendingTransfer = { kind, callIds, acceptedAt: null };
    this.underWay.set(extension, [...others, own]);
    try {
      await action();
      own.acceptedAt = this.clock.now();
    } catch (error) {
      this.keep(extension, (one) => one !== own);
      throw error;
    }
  }

  /** Takes an event of the telephone system: it may be an effect, also of what is not accepted yet. */
  onCallEvent(extension: string, event: CallEvent): void {
    if (!this.underWay.has(extension)) return;
    if (event.type === 'ended') this.keep(extension, ({ callIds }) => !callIds.includes(event.id));
    const consultOf = event.type === 'began' ? (event.consultOf ?? null) : null;
    if (consultOf === null) return;
    this.keep(extension, ({ kind, callIds }) => kind !== 'consult' || !callIds.includes(consultOf));
  }

  private othersOf(extension: string): readonly PendingTransfer[] {
    const now = this.clock.now();
    return (this.underWay.get(extension) ?? []).filter(
      ({ acceptedAt }) => acceptedAt === null || now - acceptedAt < EFFECT_LIMIT_MS,
    );
  }

  private keep(extension: string, isKept: (one: PendingTransfer) => boolean): void {
    const kept = (this.underWay.get(extension) ?? []).filter(isKept);
    if (kept.length === 0) this.underWay.delete(extension);
    else this.underWay.set(extension, kept);
  }
}
