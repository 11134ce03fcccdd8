import type { LogMessages, Messages } from '../system/Message';

/** Faults of the section `routing`. */
export const routingSettingMessages = {
  target: { en: 'no extension', ru: 'это не внутренний номер' },
} satisfies Messages;

/** Log entries about routing. */
export const routingLog = {
  lookupFailed: {
    event: 'routing.lookup-failed',
    en: 'looking up the responsible agent failed; the call takes its usual way',
    ru: 'не удалось узнать ответственного; звонок пойдёт как обычно',
  },
} satisfies LogMessages;
