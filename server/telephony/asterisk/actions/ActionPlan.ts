import type { AmiAction } from '../ami/Ami';
import type { EventPredicate } from './EventPredicate';

/** The actions of one command, in this order. */
export interface ActionPlan {
  /** Sets channel variables that note what `act` does, for the dialplan and the tracker. */
  readonly marks: readonly AmiAction[];
  /** The action with the effect. */
  readonly act: AmiAction;
  /** Sent when a mark or `act` fails: removes the marks. */
  readonly undo: readonly AmiAction[];
  /** Sent after `act`; their errors are ignored. */
  readonly after: readonly AmiAction[];
  /** The events that prove that `act` took effect; its response only says that it has begun. */
  readonly doneWhen: readonly EventPredicate[];
}

/** Makes a plan of one action and optional other parts. */
export function actionPlan(act: AmiAction, more: Partial<Omit<ActionPlan, 'act'>> = {}): ActionPlan {
  return { marks: [], undo: [], after: [], doneWhen: [], ...more, act };
}
