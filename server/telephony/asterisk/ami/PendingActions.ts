import type { Clock } from '../../../system/Clock';
import { AmiFault, type AmiAnswer } from './Ami';
import type { AmiMessage } from './AmiMessage';
import { nextAnswer, type AnswerState } from './nextAnswer';

interface Pending {
  state: AnswerState;
  readonly listing: (() => void) | undefined;
  readonly settle: (result: AmiAnswer | AmiFault) => void;
}

interface Awaited {
  readonly settle: (result: AmiMessage | AmiFault) => void;
}

/** Actions that wait for their response, and those whose outcome comes as an event later. Each has its time limit. */
export class PendingActions {
  private readonly pending = new Map<string, Pending>();
  private readonly awaited = new Map<string, Awaited>();

  constructor(private readonly clock: Clock) {}

  /** The answer to the action with this `ActionID`. Fails with an `AmiFault`. @param listing called when its list begins */
  answer(id: string, limitMs: number, listing?: () => void): Promise<AmiAnswer> {
    return new Promise((resolve, reject) => {
      const settle = this.once(this.pending, id, limitMs, resolve, reject);
      this.pending.set(id, { state: { type: 'sent' }, listing, settle });
    });
  }

  /** The first event with this `ActionID`. Fails with an `AmiFault`. */
  outcome(id: string, limitMs: number): Promise<AmiMessage> {
    const outcome = new Promise<AmiMessage>((resolve, reject) => {
      this.awaited.set(id, { settle: this.once(this.awaited, id, limitMs, resolve, reject) });
    });
    // Callers may ignore the outcome, so a rejection must not count as unhandled.
    outcome.catch(() => undefined);
    return outcome;
  }

  /** Stops waiting for the outcome. */
  dropOutcome(id: string): void {
    this.awaited.get(id)?.settle(new AmiFault('notConnected'));
  }

  /** Settles the action or outcome that the message answers. @returns true: it is no event for the listener */
  handleMessage(message: AmiMessage): boolean {
    const id = message['ActionID'] ?? '';
    const pending = this.pending.get(id);
    // OriginateResponse has the headers Event, Response and ActionID, and is no response.
    const isEvent = message['Event'] !== undefined;
    if (pending !== undefined) {
      const next = nextAnswer(pending.state, message);
      if (next.type === 'listing' && pending.state.type === 'sent') pending.listing?.();
      if (next.type === 'done') pending.settle(next.result);
      else pending.state = next;
      if (!isEvent || next.type !== 'sent') return true;
    }
    if (!isEvent) return true;
    this.awaited.get(id)?.settle(message);
    return false;
  }

  /** Fails all pending actions and outcomes. */
  end(cause: AmiFault): void {
    for (const { settle } of [...this.pending.values(), ...this.awaited.values()]) settle(cause);
  }

  /** Returns a function that settles the promise and removes its entry and time limit. */
  private once<Result>(
    waiting: Map<string, unknown>,
    id: string,
    limitMs: number,
    resolve: (result: Result) => void,
    reject: (fault: AmiFault) => void,
  ): (result: Result | AmiFault) => void {
    const settle = (result: Result | AmiFault): void => {
      stop();
      waiting.delete(id);
      if (result instanceof AmiFault) reject(result);
      else resolve(result);
    };
    const stop = this.clock.after(limitMs, () => settle(new AmiFault('timeout')));
    return settle;
  }
}
