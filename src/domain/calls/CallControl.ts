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
import { DtmfQueue } from './DtmfQueue';

/** What became of an action, once the backend has answered. */
export type CommandOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'objected'; readonly objection: Objection }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * How long a backend without revisions gets to confirm an accepted command by its poll, ms. The original's production
 * backend does not end its poll for a mute, so after that it is asked again.
 */
export const REFRESH_MS = 1_000;

/** How long an accepted command may stay unconfirmed, ms: one hold of the long poll and some network. */
export const CONFIRM_MS = 12_000;

/** How long a call may be dialled before the panel stops showing it, ms, where the wire tells nothing of it. */
export const DIAL_MS = 60_000;

/**
 * Call control: keeps the board, refuses what can't be asked for now, marks what is under way,
 * and never shows an effect before the backend has reported it.
 */
export class CallControl {
  private readonly store = new Store<CallBoard>(emptyBoard);
  private readonly dtmf: DtmfQueue;
  private lastId = 0;
  /** When the backend last reported, ms since 1970 by this computer's clock; null: never. */
  private reportedAt: number | null = null;
  /** Keys that the backend accepted and that had no effect: it would take them for done. */
  private readonly spent = new Set<string>();

  constructor(
    private readonly commands: CallCommands,
    private readonly timer: Timer,
    /** Asks the backend for the agent's status now. */
    private readonly refresh: () => void = () => undefined,
  ) {
    this.dtmf = new DtmfQueue(
      commands,
      () => this.nonce(),
      (failure) => {
        this.apply({ type: 'dtmfFailed', failure });
      },
    );
  }

  get board(): Readable<CallBoard> {
    return this.store;
  }

  /** Takes the backend's report of the agent's calls. */
  report(report: Report): void {
    const at = this.timer.now();
    this.apply({ type: 'reported', report, at, lastAt: this.reportedAt });
    this.reportedAt = at;
    if (report.calls.length === 0) this.spent.clear();
  }

  /** Sends an action unless something speaks against it. Never rejects. */
  async ask(action: Action): Promise<CommandOutcome> {
    const against = objection(this.store.get(), action);
    if (against !== null) return { kind: 'objected', objection: against };
    const id = ++this.lastId;
    let key = commandKey(action, this.store.get().revision ?? 0, this.nonce());
    while (this.spent.has(key)) key += '.again';
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

  /** The agent presses a key of the telephone. @param key `0`–`9`, `*` or `#` */
  pressKey(callId: string, key: string): void {
    this.dtmf.press(callId, key);
  }

  /** The agent has looked at the missed calls. Should it fail they stay, and can be looked at again. */
  clearMissed(): void {
    const ids = this.store.get().missed.map(({ id }) => id);
    if (ids.length > 0) this.commands.clearMissed(ids).catch(() => undefined);
  }

  /** The agent has read the problem. */
  dismiss(): void {
    this.apply({ type: 'dismissed' });
  }

  /** Told apart from all others by the moment and a number of its own. */
  private nonce(): string {
    return `${this.timer.now()}.${++this.lastId}`;
  }

  private expireLater(id: number, action: Action, key: string): void {
    const isSilent = action.kind === 'originate' && this.store.get().revision === null;
    const stop = this.timer.after(isSilent ? DIAL_MS : CONFIRM_MS, () => {
      unsubscribe();
      this.spent.add(key);
      this.apply({ type: 'expired', id });
    });
    const stopRefresh =
      this.store.get().revision === null && !isSilent
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
