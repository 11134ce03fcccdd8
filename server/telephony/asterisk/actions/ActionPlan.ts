import type { AmiAction } from '../ami/Ami';
import type { EventPredicate } from './EventPredicate';

/** What is to be asked of Asterisk for one command, in this order. */
export interface ActionPlan {
  /** Variables that tell Asterisk, and so the tracker, what is about to be done. */
  readonly marks: readonly AmiAction[];
  /** Has the effect. */
  readonly act: AmiAction;
  /** Sent when `act` fails: takes back the marks. */
  readonly undo: readonly AmiAction[];
  /** Sent after `act`; whatever becomes of these, the command is carried out. */
  readonly after: readonly AmiAction[];
  /** By which it is known that `act` has had its effect; an answer alone says that it is begun. */
  readonly doneWhen: readonly EventPredicate[];
}

/** A plan of one action, and what else is said. */
export function actionPlan(act: AmiAction, more: Partial<Omit<ActionPlan, 'act'>> = {}): ActionPlan {
  return { marks: [], undo: [], after: [], doneWhen: [], ...more, act };
}
