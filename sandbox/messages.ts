import { exceptionNames, type ExceptionName } from '../protocol/ExceptionName';
import type { Message, Messages } from '../server/system/Message';

/** Why the backend refused a command of a scenario. */
const refusals: Readonly<Record<ExceptionName, Message>> = {
  UnknownAgent: { en: 'this agent has no extension', ru: 'у сотрудника нет внутреннего номера' },
  IdentityRequired: { en: 'the user is not proven', ru: 'пользователь не подтверждён' },
  SessionExpired: { en: 'the session has ended', ru: 'сеанс закончился' },
  UserInactive: { en: 'the user is switched off in amoCRM', ru: 'пользователь отключён в amoCRM' },
  TokenExpired: { en: "amoCRM's token has ended", ru: 'токен amoCRM устарел' },
  TokenRefused: { en: "amoCRM's token is refused", ru: 'токен amoCRM не принят' },
  UnknownContact: { en: 'the phone book has no such contact', ru: 'такого контакта нет в телефонной книге' },
  NoActiveCall: { en: 'the call has ended', ru: 'звонка уже нет' },
  WrongPhase: { en: 'the call is in another phase', ru: 'звонок в другом состоянии' },
  InvalidNumber: { en: 'this number can not be dialled', ru: 'такой номер не набрать' },
  NumberForbidden: { en: 'the rules forbid this number', ru: 'номер запрещён правилами' },
  TransferForbidden: { en: 'no transfers abroad', ru: 'переводить за рубеж нельзя' },
  OutsideHours: { en: 'no calls outside at this hour', ru: 'нерабочее время' },
  TooManyCalls: { en: 'the limit of a day is used up', ru: 'исчерпан предел звонков за день' },
  CommandIdUsed: { en: 'the id belongs to another command', ru: 'ключ принадлежит другой команде' },
  AgentBusy: { en: 'the phone is busy', ru: 'аппарат занят звонком' },
  AgentUnavailable: { en: 'the phone does not answer', ru: 'аппарат не отвечает' },
  TakenByColleague: { en: 'a colleague calls the client back', ru: 'клиенту перезванивает коллега' },
  NotSupported: { en: 'the telephone system can not do this', ru: 'АТС этого не умеет' },
  TelephonyUnavailable: { en: 'the telephone system does not answer', ru: 'АТС не отвечает' },
  TooManyRequests: { en: 'too many requests', ru: 'слишком много запросов' },
  InternalError: { en: 'an error in the backend', ru: 'ошибка на сервере' },
};
const unknownReason: Message = { en: 'for an unknown reason', ru: 'причина неизвестна' };

function isKnown(name: string): name is ExceptionName {
  return exceptionNames.some((one) => one === name);
}

/** Texts of `DeskError`. */
export const deskErrorMessages = {
  noScenario: (name: string) => ({
    en: `There is no scenario "${name}"`,
    ru: `Сценария «${name}» нет`,
  }),
  noExtension: (extension: string) => ({
    en: extension === '' ? 'This agent has no extension' : `No agent has the extension ${extension}`,
    ru:
      extension === ''
        ? 'У этого сотрудника нет внутреннего номера'
        : `Внутреннего номера ${extension} ни у кого нет`,
  }),
  backendDead: {
    en: 'The telephony server is stopped: start it first',
    ru: 'Сервер телефонии не работает: сначала оживите его',
  },
  external: {
    en: 'The telephony server is not the sandbox’s own: it can not play calls',
    ru: 'Сервер телефонии не из песочницы: звонки на нём не разыграть',
  },
  noSimulator: {
    en: 'The telephony server has no simulator',
    ru: 'У сервера телефонии нет имитатора',
  },
  phoneFull: (extension: string) => ({
    en: `The phone ${extension} takes no more calls: end one first`,
    ru: `На аппарате ${extension} уже хватает звонков: сначала завершите один`,
  }),
  phonesFull: {
    en: 'All phones are busy: end a call first',
    ru: 'Все аппараты заняты: сначала завершите звонок',
  },
  notPickedUp: (extension: string) => ({
    en: `The phone ${extension} could not be picked up`,
    ru: `На аппарате ${extension} не удалось снять трубку`,
  }),
  noCall: { en: 'There is no call to end', ru: 'Звонка нет: завершать нечего' },
  colleagueBusy: { en: 'The colleague’s phone is busy', ru: 'Аппарат коллеги занят' },
  colleagueIdle: { en: 'The colleague has no conversation now', ru: 'Коллега сейчас ни с кем не говорит' },
  noMissed: {
    en: 'No missed client is free: play “Everybody misses a client” first',
    ru: 'Свободных пропущенных нет: сначала «Пропустили все»',
  },
  noConsultation: {
    en: 'The colleague has no consultation now',
    ru: 'Коллега сейчас ни с кем не советуется',
  },
  refused: (name: string) => {
    const reason = isKnown(name) ? refusals[name] : unknownReason;
    return {
      en: `The telephony server refused: ${reason.en}`,
      ru: `Сервер телефонии отказал: ${reason.ru}`,
    };
  },
  oddAnswer: (kind: string) => ({
    en: `The telephony server gave an unexpected answer (${kind})`,
    ru: `Сервер телефонии ответил непонятно (${kind})`,
  }),
} satisfies Messages;

/** Output of `npm start`, in both languages since the reader's language is not known. */
export const startMessages = {
  building: { en: 'building the widget, up to a minute', ru: 'виджет собирается, это до минуты' },
  starting: { en: 'starting the sandbox', ru: 'Песочница запускается' },
  sandbox: { en: 'sandbox', ru: 'песочница' },
  secondAgent: { en: 'the second agent', ru: 'второй сотрудник' },
  noAgent: { en: 'a user without an extension', ru: 'пользователь без номера' },
  identity: {
    en: 'Users are proven. Into server.yaml, and amouserId into agents:',
    ru: 'Пользователи подтверждаются. В server.yaml, а amouserId — в agents:',
  },
  identitySecret: { en: 'Into secrets.env:', ru: 'В secrets.env:' },
  telephonyServer: { en: 'telephony server', ru: 'Сервер телефонии' },
  key: { en: 'key', ru: 'ключ' },
  clickNumber: { en: 'Click a phone number in a card.', ru: 'Нажмите на номер телефона в карточке.' },
  stop: { en: 'stop', ru: 'выход' },
  scenarios: {
    en: 'Scenarios: buttons of the desk in the corner of the page.',
    ru: 'Сценарии: кнопки на пульте в углу страницы.',
  },
  noScreen: { en: 'No screen here? On your machine:', ru: 'Машина без экрана? На своей:' },
  failed: { en: 'The sandbox could not start', ru: 'Песочница не запустилась' },
} satisfies Messages;

/** Messages on wrong options of `npm start --`, and the help. */
export const startOptionMessages = {
  backendAddress: (address: string) => ({
    en: `--backend needs an address with https://: ${address}`,
    ru: `--backend: нужен адрес с https://: ${address}`,
  }),
  /** @param words Node's message, which contains the option */
  badOption: (words: string) => ({
    en: words,
    ru: `Параметр не подходит (${words})`,
  }),
  help: {
    en: `npm start [-- --[no-]identity] [--backend ADDRESS] [--user E-MAIL]… [--build FOLDER]

  --identity print what a backend's settings need so that amoCRM's tokens prove users; without --backend they do
             anyway: --no-identity is the sandbox without that, and without deals and tasks on callers' cards
  --backend  address of a running backend, with its path; its key in ASTERISKNG_SECRET_KEYS
  --user     e-mail of the first agent, another of the second
  --build    folder for the built widget
  PORT=4600  port of the page`,
    ru: `npm start [-- --[no-]identity] [--backend АДРЕС] [--user ПОЧТА]… [--build ПАПКА]

  --identity напечатать, что нужно настройкам сервера, чтобы пользователей подтверждали токены amoCRM; без --backend
             они подтверждаются и так: --no-identity — песочница без этого, а потому без сделок и задач на карточке
  --backend  адрес работающего сервера с путём, его ключ — в ASTERISKNG_SECRET_KEYS
  --user     почта первого сотрудника, ещё одна — второго
  --build    папка для собранного виджета
  PORT=4600  порт страницы`,
  },
} satisfies Messages;
