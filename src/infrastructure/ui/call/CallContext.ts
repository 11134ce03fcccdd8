import type { WidgetAbility } from '../../../domain/calls/WidgetAbility';
import type { CallBoard } from '../../../domain/calls/CallBoard';
import type { KnownCallers } from '../../../domain/calls/knownParty';
import type { Makings } from '../../../domain/calls/Making';
import type { Texts } from '../../amocrm/Texts';

/** Keys that were pressed in one call. */
export interface PressedKeys {
  /** Null: none were. */
  readonly callId: string | null;
  readonly digits: string;
}

/** What a call's view depends on besides the call itself. */
export interface CallContext {
  readonly board: CallBoard;
  /** What works for this agent on this telephone system; buttons without an ability are not shown. */
  readonly abilities: ReadonlySet<WidgetAbility>;
  /** Callers found in amoCRM. */
  readonly callers: KnownCallers;
  /** Clients of amoCRM that are being made of unknown callers, or could not be. */
  readonly makings: Makings;
  /** Id of the call whose keypad is open; null: none. */
  readonly keypadFor: string | null;
  /** Keys that the agent has pressed in a call since its keypad was opened. */
  readonly pressed: PressedKeys;
  /**
   * Whether the panel is there, so that a transfer from a popup can use its dial field. False for cards in the panel.
   */
  readonly hasTransfer: boolean;
  /**
   * What is not connected, the backend or its telephone system: calls may be out of date and no command works; null:
   * all works.
   */
  readonly outage: 'backend' | 'link' | null;
  /** ms since 1970 by this computer's clock. */
  readonly now: number;
  readonly texts: Texts;
}
