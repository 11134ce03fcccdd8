import type { LogMessages, Messages } from '../system/Message';

/** Faults of the section `routing`. */
export const routingSettingMessages = {
  target: { en: 'no extension', ru: 'это не внутренний номер' },
} satisfies Messages;

/** Log entries about routing. */
export const routingLog = {
  lookupFailed: {
    event: 'routing.lookup-failed',
    en: 'the look-up of the responsible agent failed; the dialplan gets the default answer',
    ru: 'не удалось узнать ответственного; план набора получит ответ по умолчанию',
  },
  tooMany: {
    event: 'routing.too-many-questions',
    en: 'an address asks for responsible agents too often; it gets the default answer',
    ru: 'с одного адреса слишком часто спрашивают ответственного; ответ — по умолчанию',
  },
} satisfies LogMessages;
