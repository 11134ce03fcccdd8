import type { Notifier } from '../notifications/Notice';
import { phoneNumber } from '../phoneNumber';
import type { Timer } from '../Timer';
import type { CallControl } from './CallControl';
import type { DialTarget } from './Command';

/** A second click on the same number within this time is part of a double click and ignored, ms. */
export const DOUBLE_CLICK_MS = 2_000;

/** Click2Call: a click on a number in amoCRM starts a call; a notice tells the agent the result. */
export class ClickToCall {
  private last: { readonly number: string; readonly at: number } | null = null;

  constructor(
    private readonly calls: CallControl,
    private readonly notifier: Notifier,
    private readonly timer: Timer,
    /** Digits of the shortest internal number. */
    private readonly minLength: number,
    /** Does the backend report calls while they are dialled? Then a popup shows the call and needs no notice. */
    private readonly isShown: () => boolean,
    /** See `TakenWarning`. */
    private readonly isSure: (target: DialTarget) => boolean,
  ) {}

  /** Calls a number. @param text as it is written on the page. Never rejects. */
  async call(text: string): Promise<void> {
    const phone = phoneNumber(text, this.minLength);
    if (phone.kind === 'invalid') {
      this.notifier.show({ kind: 'invalidNumber', text });
      return;
    }
    const { number, extension } = phone;
    const now = this.timer.now();
    if (this.last?.number === number && now - this.last.at < DOUBLE_CLICK_MS) return;
    this.last = { number, at: now };

    const target: DialTarget = { kind: 'number', number };
    const isSure = this.isSure(target);
    const outcome = await this.calls.send({ kind: 'originate', target, isSure });
    switch (outcome.kind) {
      case 'accepted':
        if (this.isShown() && extension === '') return;
        this.notifier.show({ kind: 'calling', number, extension });
        return;
      case 'failed':
        // A double click must not be the press again that calls a colleague's client.
        if (outcome.failure.detail !== 'TakenByColleague') this.last = null;
        this.notifier.show({ kind: 'callFailed', number, failure: outcome.failure });
        return;
      case 'objected':
        if (outcome.objection === 'inCall') this.notifier.show({ kind: 'inCall' });
    }
  }
}
