import type { Problem } from '../../../domain/calls/CallBoard';
import { failureText } from '../../amocrm/failureText';
import type { Texts } from '../../amocrm/Texts';

type ProblemKind = Problem['action']['kind'];

/** Actions that share the text of another action. */
const sharedTexts = {
  reject: 'hangup',
  consult: 'redirect',
  completeTransfer: 'redirect',
  cancelTransfer: 'cancel',
} as const;

/** Text of a failed action, `panel.<action>Failed`, with its reason. */
export function problemText({ action, failure }: Problem, texts: Texts): string {
  if (action.kind === 'originate' && failure === null) return texts('panel.noAnswer');
  const name = hasSharedText(action.kind) ? sharedTexts[action.kind] : action.kind;
  return texts(`panel.${name}Failed`, { reason: failureText(texts, failure) });
}

function hasSharedText(kind: ProblemKind): kind is keyof typeof sharedTexts {
  return kind in sharedTexts;
}
