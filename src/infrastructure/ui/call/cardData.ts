import type { Texts } from '../../amocrm/texts';
import type { CallView } from './callView';

/** What the template of a call's card gets. @param prefix tells the keys of one card's nodes from another's */
export function cardData(call: CallView, prefix: string, hasClose: boolean, texts: Texts): object {
  return {
    call,
    prefix,
    close: hasClose,
    words: {
      close: texts('call.close'),
      time: texts('call.time'),
      openCard: texts('call.openCard', { name: call.title }),
      several: texts('call.several'),
      create: texts('call.create'),
      keypad: texts('call.keypad'),
    },
  };
}
