import type { Call } from '../../../domain/calls/Call';
import type { Texts } from '../../amocrm/Texts';
import { endText } from './endText';

/** State of a call in words, such as "Talking · microphone off". */
export function stateText(call: Call, texts: Texts): string {
  switch (call.phase) {
    case 'dialing':
      return texts(call.consultOf === null ? 'call.dialing' : 'call.consultDialing');
    case 'ringing':
      return texts(call.direction === 'internal' ? 'call.ringingInternal' : 'call.ringing');
    case 'talking':
    case 'held': {
      const talking = call.consultOf === null ? 'call.talking' : 'call.consulting';
      return [
        texts(call.phase === 'held' ? 'call.held' : talking),
        ...(call.muted ? [texts('call.muted')] : []),
        ...(call.farHeld ? [texts('call.farHeld')] : []),
      ].join(' · ');
    }
    case 'ended':
      return endText(call, call.answeredAt !== null, texts);
  }
}
