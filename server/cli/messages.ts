import { sameInAll, type LogMessages, type Message, type Messages } from '../system/Message';

/** The usage text: one entry for each command, the lines around them, and faults of the command line. */
export const usageMessages = {
  serve: {
    en: 'serve                    run the backend until it is stopped; the default command',
    ru: 'serve                    запустить сервер; команда по умолчанию',
  },
  check: {
    en: `check [NUMBER]           try whether everything works; NUMBER, such as +442071234567, is looked up in the
                           dialplan and not called`,
    ru: `check [НОМЕР]            проверить, всё ли работает; НОМЕР, например +79001234567, ищется в плане набора,
                           но не вызывается`,
  },
  numbers: {
    en: `numbers NUMBER[, …]      show what the rules of telephony.numbers make of a number, or of several with commas
                           between; needs no secrets`,
    ru: `numbers НОМЕР[, …]       показать, как правила telephony.numbers меняют номер (или несколько, через запятую);
                           секреты не нужны`,
  },
  outbox: {
    en: `outbox [list]            list calls that amoCRM refused for good, and why
  outbox retry [ID …]      try them again: all, or these
  outbox drop ID …         forget these: they will not be in amoCRM`,
    ru: `outbox [list]            показать звонки, от которых amoCRM отказалась окончательно, с причинами
  outbox retry [ID …]      отправить ещё раз: все или только эти
  outbox drop ID …         забыть эти звонки: в amoCRM их не будет`,
  },
  backup: {
    en: `backup FILE              copy the store to a new file, while the backend runs`,
    ru: `backup ФАЙЛ              скопировать хранилище в новый файл, не останавливая сервер`,
  },
  restore: {
    en: `restore FILE             put such a copy in the place of the store; stop the backend first`,
    ru: `restore ФАЙЛ             вернуть такую копию на место хранилища; сначала остановите сервер`,
  },
  forget: {
    en: `forget NUMBER            delete a client's calls from the store; their count stays in the totals`,
    ru: `forget НОМЕР             удалить звонки клиента из хранилища; в суммах их количество остаётся`,
  },
  losses: {
    en: `losses [accept]          list what was lost of the store, or may have been; accept: it is known, so end the warning`,
    ru: `losses [accept]          показать, что потеряно из хранилища (или могло быть); accept — подтвердить и убрать предупреждение`,
  },
  head: {
    en: 'Usage: node main.js [--lang en|ru] [COMMAND], or npm run server -- [COMMAND]',
    ru: 'Использование: node main.js [--lang en|ru] [КОМАНДА] или npm run server -- [КОМАНДА]',
  },
  foot: {
    en: `Settings come from the file that ASTERISKNG_CONFIG names, else from server.yaml in the current folder; they are
explained in server.example.yaml. --version prints the version. The language is that of --lang, else of the setting
"language", else of the locale (LC_ALL, LC_MESSAGES, LANG).`,
    ru: `Настройки берутся из файла, указанного в ASTERISKNG_CONFIG, иначе из server.yaml в текущей папке; они описаны в
server.example.yaml. --version — версия. Язык задают --lang, настройка language или локаль (LC_ALL, LC_MESSAGES, LANG).`,
  },
  noCommand: (word: string) => ({ en: `There is no command "${word}".`, ru: `Нет команды «${word}».` }),
  noLanguage: (word: string) => ({
    en: `--lang takes en or ru, not "${word}".`,
    ru: `--lang принимает en или ru, а не «${word}».`,
  }),
  serveAlone: (words: string) => ({
    en: `serve takes no arguments: ${words}`,
    ru: `serve не принимает аргументов: ${words}`,
  }),
  checkNumber: {
    en: 'The argument of check is a telephone number.',
    ru: 'После check можно указать только номер телефона.',
  },
  numbersNumber: { en: 'numbers needs a telephone number.', ru: 'После numbers нужен номер телефона.' },
  oneFile: (command: string) => ({
    en: `${command} takes one file behind it.`,
    ru: `После ${command} нужен один файл.`,
  }),
  forgetNumber: {
    en: "forget takes a client's telephone number behind it.",
    ru: 'После forget нужен номер телефона клиента.',
  },
  lossesAction: { en: 'losses takes nothing behind it, or accept.', ru: 'После losses ничего или accept.' },
  outboxAction: {
    en: 'outbox takes list, retry [ID …] or drop ID ….',
    ru: 'После outbox укажите list, retry [ID …] или drop ID ….',
  },
} satisfies Messages;

/** Labels of the levels of findings, padded to one width. */
export const levelMessages = {
  ok: { en: 'ok     ', ru: 'ок       ' },
  unseen: { en: '?      ', ru: '?        ' },
  warning: { en: 'WARNING', ru: 'ВНИМАНИЕ ' },
  fault: { en: 'FAULT  ', ru: 'ОШИБКА   ' },
} satisfies Messages;

/** The verdict of `check`, and what is shown when a check itself fails. */
export const checkMessages = {
  doesNotWork: { en: 'It does not work', ru: 'Не работает' },
  noFault: { en: 'No fault was found', ru: 'Ошибок не найдено' },
  worksInPart: { en: 'It works, with reservations', ru: 'Работает с оговорками' },
  works: { en: 'It works', ru: 'Работает' },
  summary: (verdict: Message, faults: number, warnings: number, unseen: number) => ({
    en:
      `${verdict.en}: ${faults} fault${faults === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}` +
      `${unseen === 0 ? '' : `, ${unseen} not looked at`}.`,
    ru:
      `${verdict.ru}: ошибок — ${faults}, предупреждений — ${warnings}` +
      `${unseen === 0 ? '' : `, не проверено — ${unseen}`}.`,
  }),
  failed: (kind: string) => ({
    en: `It could not be checked: ${kind}.`,
    ru: `Проверить не удалось: ${kind}.`,
  }),
} satisfies Messages;

/** Findings of `check` about the settings file and the folders that it names. */
export const settingsCheckMessages = {
  name: { en: 'Settings', ru: 'Настройки' },
  noFile: (path: string) => ({
    en: `No settings were read: there is no ${path}, and ASTERISKNG_CONFIG names no other file.`,
    ru: `Настройки не прочитаны: файла ${path} нет, и другой в ASTERISKNG_CONFIG не указан.`,
  }),
  onlyComments: (path: string) => ({
    en: `${path} has no settings, only comments.`,
    ru: `В ${path} нет настроек: там одни комментарии.`,
  }),
  read: (path: string, agents: number, driver: string) => ({
    en: `${path} was read: ${agents} agent${agents === 1 ? '' : 's'}, telephony by ${driver}.`,
    ru: `${path} прочитан: операторов — ${agents}, телефония — ${driver}.`,
  }),
  noAgents: {
    en: 'There are no agents, so no user can call: list them below agents.',
    ru: 'Операторов нет, звонить никто не сможет: перечислите их в agents.',
  },
  doubleUser: (userId: number, extensions: string) => ({
    en: `agents: amouserId ${userId} is that of several agents (${extensions}); only the last one is found by it.`,
    ru: `agents: amouserId ${userId} есть у нескольких операторов (${extensions}); по нему находится только последний.`,
  }),
  wholeWithoutFile: {
    en: 'http.audit.numbers: whole has no effect: whole numbers are written into http.audit.file alone, and none is set.',
    ru: 'http.audit.numbers: whole ничего не даёт: номера целиком пишутся только в http.audit.file, а он не задан.',
  },
  wideProxies: (networks: string) => ({
    en: `http.trustProxy: ${networks} has addresses of strangers: each of them may claim any address in X-Forwarded-For, so that no limit on wrong keys holds. Name the addresses of your proxies alone.`,
    ru: `http.trustProxy: в ${networks} есть адреса посторонних: любой из них назовёт в X-Forwarded-For какой угодно адрес, и предел неверных ключей его не удержит. Назовите только адреса своих прокси.`,
  }),
  sentence: (text: Message) => ({ en: `${text.en}.`, ru: `${text.ru}.` }),
  madeAtStart: (setting: string, folder: string) => ({
    en: `${setting}: ${folder} is made when the service starts for the first time.`,
    ru: `${setting}: папка ${folder} появится при первом запуске службы.`,
  }),
  notWritable: (setting: string, path: string, why: Message) => ({
    en: `${setting}: ${path} can not be written: ${why.en}.`,
    ru: `${setting}: запись в ${path} невозможна: ${why.ru}.`,
  }),
  notUsable: (setting: string, path: string, why: Message, advice: Message = sameInAll('')) => ({
    en: `${setting}: ${path} can not be used: ${why.en}. ${advice.en}`.trim(),
    ru: `${setting}: ${path} использовать нельзя: ${why.ru}. ${advice.ru}`.trim(),
  }),
} satisfies Messages;

/** Why a command could not do its work. */
export const processMessages = {
  addressTaken: (place: string) => ({
    en: `${place} is taken: another program listens there, perhaps this backend a second time. Stop it, or set another port.`,
    ru: `${place} занят: его слушает другая программа, возможно, второй такой же сервер. Остановите её или задайте другой port.`,
  }),
  portNotAllowed: (place: string) => ({
    en: `${place} needs rights that the backend does not have: set port to 1024 or above, and put nginx, Apache or Caddy in front.`,
    ru: `Для ${place} у сервера нет прав: задайте port от 1024 и поставьте перед ним nginx, Apache или Caddy.`,
  }),
  noSuchAddress: (place: string) => ({
    en: `${place}: this machine has no such address. Set host to one of its addresses, such as 127.0.0.1.`,
    ru: `${place}: у этой машины нет такого адреса. Задайте в host один из её адресов, например 127.0.0.1.`,
  }),
  fileFault: (path: string, why: Message) => ({ en: `${path}: ${why.en}.`, ru: `${path}: ${why.ru}.` }),
  noBackend: (urls: readonly string[]) => ({
    en: `No backend answers at ${urls.join(' or ')}. Start it first: at its start it tries each parked call once more.`,
    ru: `Сервер не отвечает: ${urls.join(', ')}. Сначала запустите его: при запуске он ещё раз отправит все отложенные звонки.`,
  }),
} satisfies Messages;

/** Log entries about the process. */
export const processLog = {
  uncaught: {
    event: 'process.uncaught',
    en: 'unexpected error; the backend exits',
    ru: 'непредвиденная ошибка; сервер завершает работу',
  },
  stopTooLong: {
    event: 'process.stop-timeout',
    en: 'the shutdown takes too long; the backend exits without finishing it',
    ru: 'остановка затянулась; сервер завершает работу, не дождавшись её конца',
  },
  stopFailed: { event: 'process.stop-failed', en: 'the stop failed', ru: 'ошибка при остановке' },
  settingFinding: (text: Message) => ({ event: 'settings.finding', en: text.en, ru: text.ru }),
} satisfies LogMessages;

/** Output of the command `outbox`. */
export const outboxMessages = {
  notSetUp: {
    en: 'amocrm is not set up, so there is no outbox.',
    ru: 'amocrm не настроена, поэтому очереди звонков нет.',
  },
  noneParked: { en: 'No call is parked.', ru: 'Отложенных звонков нет.' },
  parked: (count: number) => ({ en: `${count} parked:`, ru: `Отложено звонков — ${count}:` }),
  parkedCall: (columns: readonly string[], why: Message) => {
    const known = columns.filter(Boolean).join('  ');
    return { en: `${known}  ${why.en}`, ru: `${known}  ${why.ru}` };
  },
  retried: (count: number) => ({
    en: `${count} tried again: see in a minute whether amoCRM takes them now.`,
    ru: `Отправляются ещё раз: ${count}. Через минуту проверьте, приняла ли их amoCRM.`,
  }),
  dropped: (count: number) => ({ en: `${count} dropped.`, ru: `Забыто: ${count}.` }),
  unknownId: (id: string) => ({
    en: `No parked call has the ID "${id}": "outbox list" shows all of them.`,
    ru: `Отложенного звонка «${id}» нет; список покажет outbox list.`,
  }),
  wrongKey: (url: string) => ({
    en: `The backend at ${url} refuses (401): is the key the same there?`,
    ru: `Сервер ${url} отказывает (401): тот ли там ключ?`,
  }),
  tooManyKeys: (url: string) => ({
    en: `The backend at ${url} refuses (429): too many wrong keys came from this machine. Try again in a minute.`,
    ru: `Сервер ${url} отказывает (429): с этой машины пришло слишком много неверных ключей. Повторите через минуту.`,
  }),
  notUnderstood: (url: string) => ({
    en: `The backend at ${url} does not understand this command (400): is it of the same version?`,
    ru: `Сервер ${url} не понимает эту команду (400): та же ли у него версия?`,
  }),
  noOutbox: (url: string) => ({
    en:
      `The backend at ${url} has no outbox for this command (404): are path and amocrm set there as here, and does it run on this ` +
      'machine? It does not answer other machines or requests through a proxy.',
    ru:
      `У сервера ${url} нет очереди звонков для этой команды (404): те же ли там path и amocrm и на этой ли он машине? ` +
      'Другим машинам и запросам через прокси он не отвечает.',
  }),
  notNow: (url: string, why: Message) => ({
    en: `The backend at ${url} can not do it now (503): ${why.en}.`,
    ru: `Сервер ${url} сейчас не может этого сделать (503): ${why.ru}.`,
  }),
  notNowWithoutReason: (url: string) => ({
    en: `The backend at ${url} can not do it now (503) and gives no reason.`,
    ru: `Сервер ${url} сейчас не может этого сделать (503), причина не указана.`,
  }),
  otherAnswer: (url: string, status: number) => ({
    en: `The backend at ${url} sent an unexpected answer (${status}): is it of the same version?`,
    ru: `Неожиданный ответ сервера ${url} (${status}): та же ли у него версия?`,
  }),
} satisfies Messages;
