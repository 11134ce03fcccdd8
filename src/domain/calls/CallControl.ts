import { Failure } from '../Failure';
import { Store, type Readable } from '../Store';
import type { Timer } from '../Timer';
import type { Call } from './Call';
import {
  emptyBoard,
  objection,
  transition,
  type BoardEvent,
  type CallBoard,
  type Objection,
} from './CallBoard';
import type { CallCommands } from './CallCommands';
import type { Action } from './Command';

/** What became of an action, once the backend has answered. */
export type Outcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'objected'; readonly objection: Objection }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How long an accepted command may stay unconfirmed, ms: one hold of the long poll and some network. */
export const CONFIRM_MS = 12_000;

/** How long a call may be dialled before the panel stops showing it, ms. The seed's wire tells no end of it. */
export const DIAL_MS = 60_000;

/**
 * Call control: keeps the board, refuses what can't be asked for now, marks what is under way,
 * and never shows an effect before the backend has reported it.
 */
export class CallControl {
  private readonly store = new Store<CallBoard>(emptyBoard);
  private lastId = 0;

  constructor(
    private readonly commands: CallCommands,
    private readonly timer: Timer,
  ) {}

  get board(): Readable<CallBoard> {
    return this.store;
  }

  /** Takes the backend's report of the agent's live calls. */
  report(calls: readonly Call[]): void {
    this.apply({ type: 'reported', calls, at: this.timer.now() });
  }

  /** Sends an action unless something speaks against it. Never rejects. */
  async ask(action: Action): Promise<Outcome> {
    const against = objection(this.store.get(), action);
    if (against !== null) return { kind: 'objected', objection: against };
    const id = ++this.lastId;
    this.apply({ type: 'sent', id, action });
    try {
      await this.send(action);
    } catch (error) {
      const failure = Failure.from(error);
      this.apply({ type: 'refused', id, failure });
      return { kind: 'failed', failure };
    }
    this.apply({ type: 'accepted', id });
    if (this.store.get().commands.some((command) => command.id === id)) this.expireLater(id, action);
    return { kind: 'accepted' };
  }

  /** The agent has read the problem. */
  dismiss(): void {
    this.apply({ type: 'dismissed' });
  }

  private send(action: Action): Promise<void> {
    switch (action.kind) {
      case 'originate':
        return action.target.kind === 'number'
          ? this.commands.originate(action.target.number)
          : this.commands.originateByContact(action.target.contact.id);
      case 'redirect':
        return this.commands.redirect(
          action.target.kind === 'number' ? action.target.number : action.target.contact.number,
        );
      case 'mute':
        return this.commands.setMute(action.on);
      case 'hold':
        return this.commands.setHold(action.on);
      case 'hangup':
        return this.commands.hangup();
    }
  }

  private expireLater(id: number, action: Action): void {
    const stop = this.timer.after(action.kind === 'originate' ? DIAL_MS : CONFIRM_MS, () => {
      unsubscribe();
      this.apply({ type: 'expired', id });
    });
    const unsubscribe = this.store.subscribe((board) => {
      if (board.commands.some((command) => command.id === id)) return;
      unsubscribe();
      stop();
    });
  }

  private apply(event: BoardEvent): void {
    this.store.set(transition(this.store.get(), event));
  }
}
