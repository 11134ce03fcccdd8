import { Failure } from '../Failure';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import {
  emptyBoard,
  objection,
  transition,
  type BoardEvent,
  type CallBoard,
  type Objection,
  type Report,
} from './CallBoard';
import type { CallCommands } from './CallCommands';
import { commandKey, type Action } from './Command';

/** Result of sending an action: `objected` before it was sent, the others after the backend has answered. */
export type CommandOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'objected'; readonly objection: Objection }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * How long to wait for a poll to confirm a command that a backend without revisions has accepted, ms; then the status
 * is polled again. The production backend of the original protocol does not end a waiting poll when a call is muted.
 */
export const REFRESH_MS = 1_000;

/** How long an accepted command may stay unconfirmed, ms: one hold of the long poll and network delay. */
export const CONFIRM_MS = 12_000;

/** How long the panel shows a call as being dialled with the original protocol, which does not report dialling, ms. */
export const DIAL_MS = 60_000;

/**
 * Sends the agent's actions and keeps the board. It refuses actions that are impossible now, shows which are under way,
 * and shows an effect only once the backend has reported it.
 */
export class CallControl {
  private readonly store = new Store<CallBoard>(emptyBoard);
  private lastId = 0;
  /** When the backend last reported, ms since 1970 by this computer's clock; null: never. */
  private reportedAt: number | null = null;
  /** Keys of accepted commands that expired without effect. The backend would ignore them, as already carried out. */
  private readonly expired = new Set<string>();

  constructor(
    private readonly commands: CallCommands,
    private readonly timer: Timer,
    /** Polls the agent's status now, without waiting for the poll under way. */
    private readonly refresh: () => void = () => undefined,
  ) {}

  get board(): Readable<CallBoard> {
    return this.store;
  }

  /** Applies a report of the backend to the board. */
  report(report: Report): void {
    const at = this.timer.now();
    this.apply({ type: 'reported', report, at, lastAt: this.reportedAt });
    this.reportedAt = at;
    if (report.calls.length === 0) this.expired.clear();
  }

  /** Sends an action, unless it is impossible now. Resolves once the backend has answered; never rejects. */
  async send(action: Action): Promise<CommandOutcome> {
    const reason = objection(this.store.get(), action);
    if (reason !== null) return { kind: 'objected', objection: reason };
    const id = ++this.lastId;
    let key = commandKey(action, this.store.get().revision ?? 0, this.nonce());
    while (this.expired.has(key)) key += '.again';
    this.apply({ type: 'sent', id, action });
    try {
      await this.commands.send(action, key);
    } catch (error) {
      const failure = Failure.from(error);
      this.apply({ type: 'refused', id, failure });
      return { kind: 'failed', failure };
    }
    this.apply({ type: 'accepted', id });
    if (this.store.get().commands.some((command) => command.id === id)) this.expireLater(id, action, key);
    return { kind: 'accepted' };
  }

  /** Shows that DTMF digits could not be sent. */
  dtmfFailed(failure: Failure): void {
    this.apply({ type: 'dtmfFailed', failure });
  }

  /** Removes all missed calls, since the agent has looked at them. If the request fails they stay on the board. */
  clearMissed(): void {
    const ids = this.store.get().missed.map(({ id }) => id);
    if (ids.length > 0) this.commands.clearMissed(ids).catch(() => undefined);
  }

  /** Removes the problem, since the agent has read it. */
  dismiss(): void {
    this.apply({ type: 'dismissed' });
  }

  /** A text that is unique in this tab, and practically unique across tabs: the time in ms and a running number. */
  private nonce(): string {
    return `${this.timer.now()}.${++this.lastId}`;
  }

  /** Ends an accepted command that no report confirms in time. A backend without revisions is polled after a second. */
  private expireLater(id: number, action: Action, key: string): void {
    const isUnreported = action.kind === 'originate' && this.store.get().revision === null;
    const stop = this.timer.after(isUnreported ? DIAL_MS : CONFIRM_MS, () => {
      unsubscribe();
      this.expired.add(key);
      this.apply({ type: 'expired', id });
    });
    const stopRefresh =
      this.store.get().revision === null && !isUnreported
        ? this.timer.after(REFRESH_MS, this.refresh)
        : () => undefined;
    const unsubscribe = this.store.subscribe((board) => {
      if (board.commands.some((command) => command.id === id)) return;
      unsubscribe();
      stopRefresh();
      stop();
    });
  }

  private apply(event: BoardEvent): void {
    this.store.set(transition(this.store.get(), event));
  }
}
