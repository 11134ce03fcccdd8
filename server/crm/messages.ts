import type { AmoFaultReason } from './client/AmoFault';
import type { LogMessages, Message, Messages } from '../system/Message';

/** Settings of amoCRM. */
export const amoSettingMessages = {
  noNumber: { en: '{number} must be in it', ru: 'в тексте должно быть {number}' },
  address: {
    en: 'the address of the account, such as https://company.amocrm.ru',
    ru: 'нужен адрес аккаунта, например https://company.amocrm.ru',
  },
  shortToken: { en: 'the token is too short', ru: 'токен слишком короткий' },
  noToken: {
    en: 'a token is needed: put it into ASTERISKNG_AMOCRM_TOKEN, or its file into ASTERISKNG_AMOCRM_TOKEN_FILE',
    ru: 'нужен токен: задайте его в ASTERISKNG_AMOCRM_TOKEN или путь к файлу с ним в ASTERISKNG_AMOCRM_TOKEN_FILE',
  },
  tokenAndOauth: {
    en: 'there are both a token and oauth: remove ASTERISKNG_AMOCRM_TOKEN or the setting oauth',
    ru: 'заданы и токен, и oauth: уберите ASTERISKNG_AMOCRM_TOKEN или настройку oauth',
  },
  noClientSecret: {
    en: 'oauth needs the client secret, from ASTERISKNG_AMOCRM_CLIENT_SECRET',
    ru: 'для oauth нужен секретный ключ интеграции в ASTERISKNG_AMOCRM_CLIENT_SECRET',
  },
} satisfies Messages;

/** What `check` says of amoCRM. */
export const amoCheckMessages = {
  firstTokens: {
    en: 'docs/AMOCRM.en.md says what must be in it at first.',
    ru: 'Что должно быть в файле вначале, описано в docs/AMOCRM.md.',
  },
  takesToken: (account: string) => ({
    en: `The account "${account}" accepts the token.`,
    ru: `Аккаунт «${account}» принимает токен.`,
  }),
  noTokens: {
    en: 'There are no tokens of OAuth: the file of amocrm.oauth.tokenFile is missing or unreadable; docs/AMOCRM.en.md says what must be in it at first.',
    ru: 'Токенов OAuth нет: файл amocrm.oauth.tokenFile отсутствует или не читается; что должно быть в нём вначале, описано в docs/AMOCRM.md.',
  },
  unauthorized: {
    en: 'the token is refused: make a new one in amoCRM, or authorize the integration again',
    ru: 'токен не принят: создайте в amoCRM новый или заново авторизуйте интеграцию',
  },
  forbidden: {
    en: 'the token may not read the account: its user needs more rights, or the account is not paid for',
    ru: 'по токену не прочитать аккаунт: его пользователю не хватает прав, или аккаунт не оплачен',
  },
  limited: {
    en: 'there were too many requests: something else uses this integration; try again in a minute',
    ru: 'слишком много запросов: эту интеграцию использует кто-то ещё; повторите через минуту',
  },
  notFound: {
    en: 'there is no such account: check amocrm.address',
    ru: 'такого аккаунта нет: верен ли amocrm.address?',
  },
  unreachable: {
    en: 'amoCRM can not be reached: check amocrm.address and the network',
    ru: 'нет связи с amoCRM: проверьте amocrm.address и сеть',
  },
  notStored: {
    en: 'New tokens of OAuth could not be stored: check that the backend may write the file of amocrm.oauth.tokenFile.',
    ru: 'Новые токены OAuth не удалось сохранить: проверьте, может ли сервер писать в файл amocrm.oauth.tokenFile.',
  },
  failed: (advice: Message, detail: Message) => ({
    en: `${advice.en} (${detail.en}).`,
    ru: `${advice.ru} (${detail.ru}).`,
  }),
  noUsers: {
    en: 'The token may not list users, so responsible users have no names; give it an administrator.',
    ru: 'По токену не получить список пользователей, имён ответственных не будет; нужен токен администратора.',
  },
  noUser: (email: string, id: number) => ({
    en: `${email}: amoCRM has no user ${id}; correct amouserId.`,
    ru: `${email}: пользователя ${id} в amoCRM нет; исправьте amouserId.`,
  }),
  noEmail: (email: string) => ({
    en: `${email}: amoCRM has no user with this e-mail, so calls have only the agent's name; set amouserId.`,
    ru: `${email}: пользователя с такой почтой в amoCRM нет, у звонков будет только имя оператора; задайте amouserId.`,
  }),
  notProvable: (email: string) => ({
    en: `${email}: amoCRM has no user with this e-mail, so with identity required this agent can not sign in; correct the e-mail or set amouserId.`,
    ru:
      `${email}: пользователя с такой почтой в amoCRM нет, и с identity: required этот оператор работать не сможет; исправьте почту или ` +
      'задайте amouserId.',
  }),
  idsToSet: (users: Message) => ({
    en: `Agents who are known by their e-mail; it is safer to set amouserId: ${users.en}.`,
    ru: `Эти операторы узнаются по почте; надёжнее задать amouserId: ${users.ru}.`,
  }),
  otherAccountId: (set: number, real: number) => ({
    en: `identity.accountId is ${set}, and the account's number is ${real}: no user would be confirmed. Set accountId: ${real}.`,
    ru: `identity.accountId — ${set}, а номер аккаунта — ${real}: amoCRM никого не подтвердит. Задайте accountId: ${real}.`,
  }),
  user: (email: string | null, id: number) => ({
    en: `${email ?? 'no e-mail'} (amouserId ${id})`,
    ru: `${email ?? 'без почты'} (amouserId ${id})`,
  }),
  others: (users: Message, more: number) => ({
    en:
      `Users of amoCRM who are no agents and can not call: ${users.en}${more === 0 ? '' : ` and ${more} more`}. To let one call, add ` +
      'email, amouserId, extension and name to agents.',
    ru:
      `Пользователи amoCRM, которых нет в agents, звонить не могут: ${users.ru}${more === 0 ? '' : ` и ещё ${more}`}. Чтобы разрешить, ` +
      'добавьте в agents email, amouserId, extension и name.',
  }),
} satisfies Messages;

/** What the entry of a call says where a part of the call was not heard; agents read it. */
export const callResultMessages = {
  maybeAnswered: {
    en: 'For a part of this call there was no connection to the telephone system: it may have been answered.',
    ru: 'Часть звонка прошла без связи с телефонией: на него могли ответить.',
  },
  maybeLonger: {
    en: 'For a part of this call there was no connection to the telephone system: the talk may have been longer.',
    ru: 'Часть звонка прошла без связи с телефонией: разговор мог длиться дольше.',
  },
  maybeOthers: {
    en: 'For a part of this call there was no connection to the telephone system: others may have talked, too.',
    ru: 'Часть звонка прошла без связи с телефонией: говорить мог и кто-то ещё.',
  },
} satisfies Messages;

/** What `check` says of calls for amoCRM. */
export const outboxCheckMessages = {
  name: { en: 'Calls for amoCRM', ru: 'Звонки для amoCRM' },
  notRunning: {
    en: 'No backend of these settings answers: whether calls are parked can be seen once it runs.',
    ru: 'Сервер с этими настройками не отвечает: есть ли отложенные звонки, будет видно, когда он работает.',
  },
  elsewhere: {
    en: 'The backend here follows another one: "asteriskng outbox" asks that one whether calls are parked.',
    ru: 'Этот сервер следует за другим: есть ли отложенные звонки, покажет команда asteriskng outbox, она спросит ведущий.',
  },
  parked: (calls: number) => ({
    en: `${calls} calls are parked, since amoCRM has refused them: "asteriskng outbox" lists them with the reasons.`,
    ru: `Отложено звонков: ${calls}, amoCRM от них отказалась. Список с причинами покажет команда asteriskng outbox.`,
  }),
  waiting: (calls: number) => ({
    en: `No call is parked; ${calls} are on their way to amoCRM.`,
    ru: `Отложенных звонков нет; в пути к amoCRM: ${calls}.`,
  }),
} satisfies Messages;

/** Reasons of faults of amoCRM, and of a parked call whose stored entry can't be read. */
export const amoFaultMessages = {
  unauthorized: { en: 'unauthorized', ru: 'токен не принят' },
  forbidden: { en: 'forbidden', ru: 'нет прав' },
  limited: { en: 'too many requests', ru: 'слишком много запросов' },
  refused: { en: 'refused', ru: 'amoCRM отклонила запрос' },
  notFound: { en: 'not found', ru: 'в amoCRM не найдено' },
  down: { en: 'unavailable', ru: 'amoCRM недоступна' },
  timedOut: { en: 'no answer in time', ru: 'ответ не пришёл вовремя' },
  badAnswer: { en: 'invalid answer', ru: 'непонятный ответ' },
  notYet: { en: 'not found yet', ru: 'в amoCRM ещё не найдено' },
  aborted: { en: 'aborted', ru: 'запрос прерван' },
  failed: { en: 'failed', ru: 'непредвиденная ошибка, подробности в журнале' },
  unreadable: { en: 'its stored entry is not valid', ru: 'сохранённая запись повреждена' },
} satisfies Messages & Readonly<Record<AmoFaultReason, Message>>;

/** Log lines about amoCRM. */
export const crmLog = {
  searchFailed: {
    event: 'amocrm.search-failed',
    en: 'amoCRM could not be searched',
    ru: 'поиск в amoCRM не удался',
  },
  callerUnnamed: {
    event: 'amocrm.caller-lookup-failed',
    en: 'a caller could not be looked up in amoCRM',
    ru: 'не удалось узнать имя звонящего',
  },
  callParked: {
    event: 'outbox.call-parked',
    en: 'amoCRM refused a call permanently; it is parked until the command outbox or a restart',
    ru: 'amoCRM отказалась принять звонок; он отложен до команды outbox или перезапуска',
  },
  callsWait: {
    event: 'outbox.waiting',
    en: 'calls wait for amoCRM, which does not take them; they are kept, and go once it does',
    ru: 'amoCRM не принимает звонки; они ждут в очереди и уйдут, когда она снова их примет',
  },
  callsFlow: {
    event: 'outbox.flowing',
    en: 'amoCRM takes calls again',
    ru: 'amoCRM снова принимает звонки',
  },
  outboxNotWritten: {
    event: 'outbox.not-written',
    en: 'the outbox can not be written',
    ru: 'не удаётся записать в очередь звонков',
  },
  outboxNotRead: {
    event: 'outbox.not-read',
    en: 'the outbox can not be read',
    ru: 'не удаётся прочитать очередь звонков',
  },
  callLogFailed: {
    event: 'outbox.failed',
    en: 'the call log failed unexpectedly',
    ru: 'непредвиденная ошибка при записи звонка в amoCRM',
  },
  indexNeedsStore: {
    event: 'index.no-store',
    en: 'amocrm.index is on, and there is no store that could keep it: several backends need store.postgres',
    ru: 'amocrm.index включён, но хранить индекс негде: нескольким серверам нужен store.postgres',
  },
  indexFailing: {
    event: 'index.failing',
    en: "the index of amoCRM's cards could not be brought up to date; it is tried again",
    ru: 'не удалось обновить индекс карточек amoCRM; попытки продолжаются',
  },
  cardUnread: {
    event: 'callers.card-unread',
    en: "what is known of a caller could not be read from the store: the caller's card says only why it rings",
    ru: 'не удалось прочитать из хранилища сведения о звонящем: в его карточке только причина звонка',
  },
  historyUnread: {
    event: 'outbox.history-unread',
    en: "a new client's earlier calls could not be read from the store: they stay among the unsorted leads",
    ru: 'не удалось прочитать из хранилища прежние звонки нового клиента: они остались в неразобранном',
  },
  orderRun: {
    event: 'outbox.order',
    en: 'parked calls were tried again or dropped by the command outbox',
    ru: 'отложенные звонки отправлены ещё раз или забыты командой outbox',
  },
  orderFailed: {
    event: 'outbox.order-failed',
    en: 'an order for the outbox failed',
    ru: 'команда outbox не выполнена',
  },
} satisfies LogMessages;
