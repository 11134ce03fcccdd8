import type { Clock } from '../system/Clock';
import type { CallEvent } from './CallEvent';
import { CommandFault } from './CommandFault';

/** How long the effect of an accepted transfer may take, ms; afterwards the call may be transferred again. */
export const EFFECT_LIMIT_MS = 5_000;

/** Commands that connect a call with another party. */
export type TransferKind = 'redirect' | 'consult' | 'completeTransfer';

interface PendingTransfer {
  readonly kind: TransferKind;
  /** Calls that are transferred; both calls of `completeTransfer`. */
  readonly callIds: readonly string[];
  /** ms since 1970; null: the telephone system has not accepted it yet. */
  acceptedAt: number | null;
}

/**
 * Allows one transfer of a call at a time, from the command until its effect is reported. A telephone system accepts a
 * second transfer as long as the first has had no effect, and the client would end up at the wrong number.
 *
 * ```
 *   free ──runExclusive──▶ sent ──refused──▶ free
 *                          sent ──accepted──▶ accepted ──effect reported, or EFFECT_LIMIT_MS over──▶ free
 * ```
 */
export class PendingTransfers {
  /** By extension. */
  private readonly pending = new Map<string, readonly PendingTransfer[]>();

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /**
   * Sends a transfer by `action`, and fails as it does. A second consultation of the agent fails with `AgentBusy`; a
   * second transfer of one of these calls fails with `WrongPhase`.
   * @param callIds calls that are transferred; both calls of `completeTransfer`
   */
  async runExclusive(
    extension: string,
    kind: TransferKind,
    callIds: readonly string[],
    action: () => Promise<void>,
  ): Promise<void> {
    const others = this.pendingOf(extension);
    if (kind === 'consult' && others.some((other) => other.kind === 'consult'))
      throw new CommandFault('AgentBusy');
    if (others.some((other) => other.callIds.some((id) => callIds.includes(id))))
      throw new CommandFault('WrongPhase');
    const own: PendingTransfer = { kind, callIds, acceptedAt: null };
    this.pending.set(extension, [...others, own]);
    try {
      await action();
      own.acceptedAt = this.clock.now();
    } catch (error) {
      this.keepOnly(extension, (one) => one !== own);
      throw error;
    }
  }

  /**
   * Removes the transfers that took effect with this event: the call ended or, for `consult`, the consultation began.
   * That may be reported before the command is accepted.
   */
  onCallEvent(extension: string, event: CallEvent): void {
    if (!this.pending.has(extension)) return;
    if (event.type === 'ended') this.keepOnly(extension, ({ callIds }) => !callIds.includes(event.id));
    const consultOf = event.type === 'began' ? (event.consultOf ?? null) : null;
    if (consultOf === null) return;
    this.keepOnly(extension, ({ kind, callIds }) => kind !== 'consult' || !callIds.includes(consultOf));
  }

  private pendingOf(extension: string): readonly PendingTransfer[] {
    const now = this.clock.now();
    return (this.pending.get(extension) ?? []).filter(
      ({ acceptedAt }) => acceptedAt === null || now - acceptedAt < EFFECT_LIMIT_MS,
    );
  }

  /** Removes the agent's transfers for which `isKept` is false. */
  private keepOnly(extension: string, isKept: (one: PendingTransfer) => boolean): void {
    const kept = (this.pending.get(extension) ?? []).filter(isKept);
    if (kept.length === 0) this.pending.delete(extension);
    else this.pending.set(extension, kept);
  }
}
