import type { Texts } from '../../amocrm/Texts';
import type { CallView } from './callView';

/**
 * Data for the template of a call's card.
 * @param prefix of the nodes' `data-key`, so that it is unique on the page
 * @param hasClose whether there is a close button
 */
export function cardData(call: CallView, prefix: string, hasClose: boolean, texts: Texts): object {
  return {
    call,
    prefix,
    close: hasClose,
    problem: call.problem,
    words: {
      close: texts('call.close'),
      time: texts('call.time'),
      openCard: texts('call.openCard', { name: call.title }),
      several: texts(call.href === '' ? 'call.several' : 'call.others'),
      keypad: texts('call.keypad'),
      keys: Array.from('123456789*0#'),
      pressed: call.pressed && texts('call.pressed', { digits: call.pressed }),
    },
  };
}
