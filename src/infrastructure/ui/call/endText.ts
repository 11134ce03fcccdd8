import type { CallEnd } from '../../../domain/calls/CallEnd';
import type { Texts } from '../../amocrm/Texts';

/** How a call ended in words, such as "Transferred to Vera". */
export function endText({ reason, wentTo }: CallEnd, isAnswered: boolean, texts: Texts): string {
  if (wentTo) {
    const { name, isRefused } = wentTo;
    if (isRefused) return texts('reason.refused', { name });
    return texts(reason === 'transferred' ? 'end.transferredTo' : 'end.answeredBy', { name });
  }
  return reason === 'hungUp' && !isAnswered ? texts('call.cancelled') : texts(`end.${reason}`);
}
