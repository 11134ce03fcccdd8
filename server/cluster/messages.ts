import type { LogMessages, Message, Messages } from '../system/Message';

/** Settings of Redis. */
export const redisSettingMessages = {
  address: {
    en: 'an address such as redis://host:6379 is expected',
    ru: 'нужен адрес, например redis://host:6379',
  },
  prefix: { en: 'letters, digits and :_.-{}', ru: 'можно буквы, цифры и :_.-{}' },
} satisfies Messages;

/** What `check` says of Redis. */
export const redisCheckMessages = {
  unusable: (host: string, why: Message) => ({
    en: `Redis at ${host} can not be used as needed: ${why.en}`,
    ru: `Redis (${host}) не работает как нужно: ${why.ru}`,
  }),
  tooOld: (version: string, oldest: number) => ({
    en: `Redis ${version} is too old: ${oldest}.0 or later is needed`,
    ru: `Redis ${version} слишком старый: нужна версия ${oldest}.0 или новее`,
  }),
  answers: (version: string) => ({ en: `Redis ${version} answers`, ru: `Redis ${version} отвечает` }),
  evicts: (policy: string) => ({
    en: `Redis evicts keys when its memory is full (${policy}): set maxmemory-policy to noeviction`,
    ru: `При нехватке памяти Redis удаляет ключи (${policy}): задайте maxmemory-policy noeviction`,
  }),
  replica: {
    en: 'this Redis is a replica: set the address of the primary',
    ru: 'этот Redis — реплика: укажите адрес основного, в который можно писать',
  },
} satisfies Messages;

/** Why Redis can't be used, and what to do about it. */
export const redisAdvice = {
  withReason: (advice: Message, reason: string) => ({
    en: `${advice.en} (${reason})`,
    ru: `${advice.ru} (${reason})`,
  }),
  password: {
    en: 'a password is required: put it into ASTERISKNG_REDIS_URL, as in redis://:password@host:6379',
    ru: 'нужен пароль: укажите его в ASTERISKNG_REDIS_URL, например redis://:password@host:6379',
  },
  wrongPassword: {
    en: 'it refuses the password or the user: correct it in ASTERISKNG_REDIS_URL',
    ru: 'неверный пароль или пользователь: исправьте в ASTERISKNG_REDIS_URL',
  },
  notAllowed: {
    en: 'its user lacks permissions: allow it all commands, keys and channels of redis.prefix (ACL SETUSER)',
    ru: 'пользователю не хватает прав: разрешите ему все команды, ключи и каналы с redis.prefix (ACL SETUSER)',
  },
  protectedMode: {
    en: 'it accepts connections from its own machine only: set a password and "bind" in redis.conf',
    ru: 'отвечает только своей машине: задайте пароль и bind в redis.conf',
  },
  silent: {
    en: 'it does not answer in time: a firewall may block it, or the address is wrong',
    ru: 'не отвечает вовремя: мешает межсетевой экран или адрес другой',
  },
  nothingListens: {
    en: 'nothing listens there: start Redis, or correct ASTERISKNG_REDIS_URL, "bind" or "port" in redis.conf',
    ru: 'по этому адресу ничего нет: запустите Redis или исправьте ASTERISKNG_REDIS_URL, bind или port в redis.conf',
  },
  noSuchHost: {
    en: 'DNS does not know this name: correct ASTERISKNG_REDIS_URL',
    ru: 'имя не найдено в DNS: исправьте ASTERISKNG_REDIS_URL',
  },
  noRoute: {
    en: 'there is no route to this address: correct ASTERISKNG_REDIS_URL, or check the network',
    ru: 'до этого адреса нет пути: исправьте ASTERISKNG_REDIS_URL или проверьте сеть',
  },
  tls: {
    en: 'it closes the connection: with TLS the address begins with rediss://, without it with redis://',
    ru: 'обрывает соединение: с TLS адрес начинается с rediss://, без него — с redis://',
  },
  certificate: {
    en: 'its certificate is not trusted: give it one of an authority that this machine trusts (NODE_EXTRA_CA_CERTS)',
    ru: 'сертификату нет доверия: нужен выданный центром, которому эта машина доверяет (NODE_EXTRA_CA_CERTS)',
  },
} satisfies Messages;

/** Why an errand was not carried out by the backend that leads. */
export const errandMessages = {
  noLeader: {
    en: 'no backend is the leader now; try again in a few seconds',
    ru: 'сейчас ни один сервер не ведущий; повторите через несколько секунд',
  },
  unreachable: (leader: string) => ({
    en: `the backend that leads (${leader}) can not be reached over Redis`,
    ru: `нет связи с ведущим сервером (${leader}) через Redis`,
  }),
  silent: (leader: string) => ({
    en:
      `the backend that leads (${leader}) does not answer: it may be of an older version, or the lead has just ` +
      'changed; try again, or run the command beside that one',
    ru:
      `ведущий сервер (${leader}) не отвечает: возможно, у него старая версия или он только что сменился; ` +
      'повторите или выполните команду на его машине',
  }),
  stopping: { en: 'this backend stops', ru: 'этот сервер останавливается' },
} satisfies Messages;

/** Why a backend stops leading. */
export const leadMessages = {
  noTelephony: {
    en: 'the telephone system can not be reached from here',
    ru: 'отсюда нет связи с АТС',
  },
  anotherLeads: { en: 'another backend leads', ru: 'ведущий — другой сервер' },
  takeOverFailed: { en: 'the take-over failed', ru: 'не удалось принять работу с АТС' },
  anotherHasLease: { en: 'another backend has the lease', ru: 'аренда у другого сервера' },
  notRenewed: { en: 'the lease could not be renewed', ru: 'не удалось продлить аренду' },
} satisfies Messages;

/** Log lines of the cluster. */
export const clusterLog = {
  leavingFailed: {
    event: 'cluster.leave-failed',
    en: 'disconnecting from the telephone system failed',
    ru: 'ошибка при отключении от АТС',
  },
  notLoaded: {
    event: 'cluster.load-failed',
    en: 'the data in Redis could not be read',
    ru: 'не удалось прочитать данные из Redis',
  },
  messageUnreadable: {
    event: 'cluster.message-unreadable',
    en: 'a message from another backend is not valid',
    ru: 'не удаётся прочитать сообщение другого сервера',
  },
  dataUnreadable: {
    event: 'cluster.data-unreadable',
    en: 'data written by another backend is not valid',
    ru: 'не удаётся прочитать записанное другим сервером',
  },
  commandFailed: {
    event: 'cluster.command-failed',
    en: 'a command failed',
    ru: 'ошибка при выполнении команды',
  },
  leadLost: {
    event: 'cluster.lead-lost',
    en: 'this backend is no longer the leader',
    ru: 'этот сервер больше не ведущий',
  },
  leadReleased: {
    event: 'cluster.lead-released',
    en: 'this backend releases the lead so that another can take it',
    ru: 'этот сервер уступает место другому',
  },
  takeOverFailed: {
    event: 'cluster.take-over-failed',
    en: 'the telephone system could not be taken over',
    ru: 'не удалось принять работу с АТС',
  },
  notWritten: {
    event: 'cluster.write-failed',
    en: 'writing to Redis failed',
    ru: 'не удалось записать в Redis',
  },
  commandUncertain: {
    event: 'cluster.command-uncertain',
    en: 'the outcome of this command is unknown',
    ru: 'неизвестно, выполнена ли эта команда',
  },
  outcomeNotKept: {
    event: 'cluster.outcome-not-stored',
    en: 'the outcome of a command could not be stored',
    ru: 'не удалось сохранить результат команды',
  },
  redisBroken: {
    event: 'redis.broken',
    en: 'the connection to Redis was lost',
    ru: 'связь с Redis оборвалась',
  },
  redisUnreachable: {
    event: 'redis.unreachable',
    en: 'Redis can not be reached',
    ru: 'нет связи с Redis',
  },
} satisfies LogMessages;
