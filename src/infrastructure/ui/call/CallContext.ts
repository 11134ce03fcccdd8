import type { WidgetAbility } from '../../../domain/calls/WidgetAbility';
import type { CallBoard } from '../../../domain/calls/CallBoard';
import type { KnownCallers } from '../../../domain/calls/knownParty';
import type { Texts } from '../../amocrm/texts';

/** All that decides how a call looks. */
export interface CallContext {
  readonly board: CallBoard;
  readonly abilities: ReadonlySet<WidgetAbility>;
  readonly callers: KnownCallers;
  /** Call whose keypad is open. */
  readonly keypadFor: string | null;
  /** Is there a field into which the target of a transfer can be typed, away from the card? */
  readonly hasTransfer: boolean;
  /** What can't be reached, so that what is shown may be old and no command works; null: nothing. */
  readonly outage: 'backend' | 'link' | null;
  readonly texts: Texts;
}
