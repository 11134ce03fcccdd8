import type { LogMessages, Message, Messages } from '../../system/Message';

/** Settings of a VATS. */
export const megafonSettingMessages = {
  noTls: {
    en: 'https is needed: the key would be sent in the clear',
    ru: 'нужен https: иначе ключ уйдёт открытым текстом',
  },
  hostAlone: {
    en: 'the host alone, such as https://company.megapbx.ru',
    ru: 'нужен только адрес узла, например https://company.megapbx.ru',
  },
  login: { en: 'a login, without what stands behind @', ru: 'нужен логин, без @ и того, что за ним' },
  digits: { en: 'digits with the country code', ru: 'нужны цифры с кодом страны' },
} satisfies Messages;

/** What a fault of the VATS means. */
export const vatsAdvice = {
  wrongKey: {
    en: 'The VATS does not accept the key: copy it again from its cabinet (CRM integration) into ASTERISKNG_MEGAFON_KEY',
    ru: 'ВАТС не принимает ключ: скопируйте его ещё раз из кабинета (интеграция с CRM) в ASTERISKNG_MEGAFON_KEY',
  },
  wrongAddress: {
    en: 'The server at this address is not the API of a VATS: check the name in telephony.address',
    ru: 'По этому адресу отвечает не API ВАТС: верно ли имя в telephony.address?',
  },
  notFound: {
    en: 'The VATS does not know this request: try the other telephony.api (old or rest)',
    ru: 'ВАТС не знает такого запроса: попробуйте другой telephony.api (old или rest)',
  },
  refused: {
    en: 'The VATS refuses to list its users: check that this key may use the API',
    ru: 'ВАТС не показывает своих пользователей: разрешён ли API для этого ключа?',
  },
  limited: {
    en: 'The VATS got too many requests: try again in a minute',
    ru: 'ВАТС получила слишком много запросов: повторите через минуту',
  },
  unreachable: {
    en: 'The VATS can not be reached: check telephony.address and the network',
    ru: 'Нет связи с ВАТС: проверьте telephony.address и сеть',
  },
  badAnswer: {
    en: 'The answer is not valid: try the other telephony.api (old or rest)',
    ru: 'Ответ непонятен: попробуйте другой telephony.api (old или rest)',
  },
} satisfies Messages;

/** What `check` says of a VATS. */
export const megafonCheckMessages = {
  name: { en: 'MegaFon VATS', ru: 'ВАТС МегаФон' },
  takesKey: (address: string, users: number) => ({
    en: `The VATS at ${address} accepts the key and has ${users} users.`,
    ru: `ВАТС ${address} принимает ключ, пользователей в ней — ${users}.`,
  }),
  pushes: (path: string) => ({
    en: `Its pushes are expected at ${path} with the token in ASTERISKNG_MEGAFON_TOKEN; enter both in its cabinet.`,
    ru: `Уведомления от неё ждём по пути ${path} с токеном из ASTERISKNG_MEGAFON_TOKEN; укажите их в её кабинете.`,
  }),
  failed: (advice: Message, detail: string) => ({
    en: `${advice.en} (${detail}).`,
    ru: `${advice.ru} (${detail}).`,
  }),
  noUser: (extension: string) => ({
    en: `${extension}: no user of the VATS has this extension; correct it, or name the login in telephony.users.`,
    ru: `${extension}: такого внутреннего номера в ВАТС нет; исправьте его или укажите логин в telephony.users.`,
  }),
  noLogin: (extension: string, login: string) => ({
    en: `${extension}: the VATS has no login ${login}; correct telephony.users.`,
    ru: `${extension}: логина ${login} в ВАТС нет; исправьте telephony.users.`,
  }),
} satisfies Messages;

/** The log of the MegaFon driver. */
export const megafonLog = {
  usersNotRead: {
    event: 'megafon.users-not-read',
    en: 'the users of the VATS can not be read',
    ru: 'не удаётся получить пользователей ВАТС',
  },
  historyNotRead: {
    event: 'megafon.history-not-read',
    en: 'the history of the VATS can not be read',
    ru: 'не удаётся прочитать историю звонков ВАТС',
  },
  callerNotFound: {
    event: 'megafon.caller-lookup-failed',
    en: 'a caller can not be looked up',
    ru: 'не удаётся найти звонящего',
  },
  pushFailed: {
    event: 'megafon.push-failed',
    en: 'a push of the VATS failed unexpectedly',
    ru: 'непредвиденная ошибка при обработке уведомления ВАТС',
  },
  pushUnusable: {
    event: 'megafon.push-unusable',
    en: 'a push of the VATS is not valid',
    ru: 'уведомление ВАТС использовать нельзя',
  },
} satisfies LogMessages;
