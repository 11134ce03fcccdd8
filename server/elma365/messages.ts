import type { LogMessages, Message, Messages } from '../system/Message';

/** Settings of ELMA365. */
export const elma365SettingMessages = {
  path: { en: 'a path such as /elma365', ru: 'нужен путь, например /elma365' },
  key: {
    en: 'a key has letters, digits and . _ ~ + / = - only',
    ru: 'в ключе могут быть только буквы, цифры и . _ ~ + / = -',
  },
  fileUnreadable: (path: string, why: Message) => ({
    en: `The file ${path} (elma365.webhookFile) can not be read: ${why.en}.`,
    ru: `Файл ${path} (elma365.webhookFile) не читается: ${why.ru}.`,
  }),
} satisfies Messages;

/** The log of ELMA365. */
export const elma365Log = {
  refused: {
    event: 'elma365.push-refused',
    en: 'ELMA365 refused a push',
    ru: 'ELMA365 отказалась принять событие',
  },
  waiting: {
    event: 'elma365.unavailable',
    en: 'ELMA365 does not accept pushes; they wait',
    ru: 'ELMA365 не принимает события; они ждут',
  },
  routeFailed: {
    event: 'elma365.request-failed',
    en: 'a request of ELMA365 failed unexpectedly',
    ru: 'непредвиденная ошибка при обработке запроса ELMA365',
  },
} satisfies LogMessages;
