import type { Problem } from '../../../domain/calls/CallBoard';
import { failureText } from '../../amocrm/failureText';
import type { TextKey, Texts } from '../../amocrm/texts';

const problems = {
  originate: 'panel.originateFailed',
  hangup: 'panel.hangupFailed',
  answer: 'panel.answerFailed',
  reject: 'panel.hangupFailed',
  mute: 'panel.muteFailed',
  hold: 'panel.holdFailed',
  redirect: 'panel.redirectFailed',
  consult: 'panel.redirectFailed',
  completeTransfer: 'panel.redirectFailed',
  cancelTransfer: 'panel.cancelFailed',
  dtmf: 'panel.dtmfFailed',
} satisfies Record<Problem['action']['kind'], TextKey>;

/** What went wrong, in words. */
export function problemText({ action, failure }: Problem, texts: Texts): string {
  if (action.kind === 'originate' && failure === null) return texts('panel.noAnswer');
  return texts(problems[action.kind], { reason: failureText(texts, failure) });
}
