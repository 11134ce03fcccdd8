import type { LogMessages, Messages } from '../system/Message';

/** Faults in the setting `http`. */
export const httpSettingMessages = {
  network: {
    en: 'an IP address or a network such as 10.0.0.0/8',
    ru: 'нужен IP-адрес или сеть, например 10.0.0.0/8',
  },
  origin: {
    en: 'an origin is such as https://company.amocrm.ru',
    ru: 'нужен адрес сайта, например https://company.amocrm.ru',
  },
} satisfies Messages;

/** The log of the HTTP server. */
export const httpLog = {
  unknownUser: {
    event: 'http.user-is-no-agent',
    en: 'this user of amoCRM is no agent and cannot call: add email, amouserId, extension and name to agents in server.yaml',
    ru: 'этого пользователя amoCRM нет в agents, звонить он не может: добавьте email, amouserId, extension и name в agents в server.yaml',
  },
  moreUnknownUsers: {
    event: 'http.more-users-are-no-agents',
    en: 'more users of amoCRM are no agents than are named here in a minute; this address is one from which they come',
    ru: 'пользователей amoCRM, которых нет в agents, больше, чем здесь называется за минуту; этот адрес — один из тех, откуда они приходят',
  },
  auditNotWritten: {
    event: 'http.audit-not-written',
    en: 'the audit file (http.audit.file) can not be written',
    ru: 'не удаётся записать в журнал команд (http.audit.file)',
  },
  auditOmitted: {
    event: 'http.audit-omitted',
    en: 'refused commands are left out of the audit: there are too many, and who sends them is no proven agent or sends more than is allowed',
    ru: 'отклонённые команды не попадают в журнал команд: их слишком много, а отправитель не подтверждён или превысил предел',
  },
  auditWritten: {
    event: 'http.audit-works-again',
    en: 'the file of commands (http.audit.file) can be written again',
    ru: 'запись в журнал команд (http.audit.file) снова работает',
  },
  linesLost: {
    event: 'log.lines-lost',
    en: 'lines of the log were lost: it could not be written',
    ru: 'часть строк лога потеряна: его не удавалось записать',
  },
  tooManyKeys: {
    event: 'http.too-many-keys',
    en: 'an address has tried too many keys',
    ru: 'с одного адреса слишком много попыток подобрать ключ',
  },
  bodiesCrowded: {
    event: 'http.bodies-crowded',
    en: 'too many requests are being sent at once and do not end: the oldest of this address are refused',
    ru: 'слишком много запросов передаётся одновременно и не заканчивается: самым старым с этого адреса отказано',
  },
  proxyNamesNoClient: {
    event: 'http.proxy-names-no-client',
    en: 'the proxy in front sends no X-Forwarded-For: everybody has its address, so wrong keys are counted for all together, and what is for this machine alone may be open to all; see docs/INSTALL.en.md',
    ru: 'прокси перед сервером не передаёт X-Forwarded-For: у всех его адрес, неверные ключи считаются за всех вместе, а закрытое для чужих машин может открыться всем; см. docs/INSTALL.md',
  },
  requestFailed: {
    event: 'http.request-failed',
    en: 'an HTTP request failed unexpectedly',
    ru: 'непредвиденная ошибка при обработке HTTP-запроса',
  },
  methodFailed: {
    event: 'rpc.method-failed',
    en: 'a method of the widget failed unexpectedly',
    ru: 'непредвиденная ошибка при выполнении метода виджета',
  },
} satisfies LogMessages;
