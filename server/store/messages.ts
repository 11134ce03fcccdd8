import type { LogMessages, Message, Messages } from '../system/Message';

/** Why the store can't be used. */
export const storeMessages = {
  unwritable: (place: string, why: Message) => ({
    en: `the store ${place} can not be written: ${why.en}`,
    ru: `в хранилище ${place} нельзя записать: ${why.ru}`,
  }),
  busy: { en: 'another program holds it', ru: 'его удерживает другая программа' },
  notOpened: {
    en: 'the file can not be opened; check its owner, its rights and its folder',
    ru: 'файл не открывается; проверьте владельца, права и папку',
  },
  diskError: (code: number) => ({
    en: `the disk reports an error (SQLite ${code}); check the disk and its free space`,
    ru: `диск сообщает об ошибке (SQLite ${code}); проверьте диск и место на нём`,
  }),
  serverInUse: (place: string, holder: Message) => ({
    en:
      `PostgreSQL ${place} is in use by ${holder.en}, and one backend alone must have it: both would send each call. Stop that one, or, if this ` +
      'one is for another telephone system, give it a database of its own (store.postgres). Several backends that work together share Redis (ASTERISKNG_REDIS_URL).',
    ru:
      `PostgreSQL ${place} занята ${holder.ru}, а один сервер работает с ней без других: иначе каждый звонок отправят оба. Остановите тот сервер, а если ` +
      'этот для другой АТС, дайте ему свою базу (store.postgres). Нескольким серверам вместе нужен общий Redis (ASTERISKNG_REDIS_URL).',
  }),
  otherBackend: (pid: string, address: string) => ({
    en: `another backend (connection ${pid} from ${address})`,
    ru: `другим сервером (соединение ${pid}, адрес ${address})`,
  }),
  lockLost: (place: string) => ({
    en: `PostgreSQL ${place} has dropped the connection that keeps other backends out`,
    ru: `PostgreSQL ${place} разорвала соединение, которое не подпускает к базе другие серверы`,
  }),
  someBackend: { en: 'another backend', ru: 'другим сервером' },
  damaged: (place: string) => ({
    en: `the store ${place} is damaged`,
    ru: `хранилище ${place} повреждено`,
  }),
  replaced: (place: string) => ({
    en: `the store ${place} was removed, replaced or cut while in use`,
    ru: `хранилище ${place} удалили, заменили или обрезали во время работы`,
  }),
  notCopied: (copy: string, why: Message) => ({
    en: `the copy ${copy} can not be made: ${why.en}`,
    ru: `копию ${copy} нельзя сделать: ${why.ru}`,
  }),
  notPutAside: (place: string, why: Message) => ({
    en: `the store ${place} can not be renamed: ${why.en}`,
    ru: `хранилище ${place} нельзя переименовать: ${why.ru}`,
  }),
  fileIsThere: {
    en: 'there is a file of that name already',
    ru: 'такой файл уже есть',
  },
  sameFile: (place: string) => ({
    en: `${place} is the store itself`,
    ru: `${place} — это само хранилище`,
  }),
  emptyCopy: (place: string) => ({
    en: `${place} is empty: it is no copy of a store`,
    ru: `${place} пуст: это не копия хранилища`,
  }),
  notRead: (place: string, why: Message) => ({
    en: `${place} can not be read: ${why.en}`,
    ru: `${place} нельзя прочитать: ${why.ru}`,
  }),
  notTakenOver: (folder: string, why: Message) => ({
    en: `what version 1.0.0 has left in ${folder} can not be taken over: ${why.en}`,
    ru: `данные версии 1.0.0 из ${folder} нельзя перенести: ${why.ru}`,
  }),
  newer: (place: string, theirs: string, ours: number) => ({
    en: `the store ${place} was made by a newer version of this program (schema ${theirs}, this one knows ${ours}); install that version, or restore a backup`,
    ru: `хранилище ${place} создано более новой версией программы (схема ${theirs}, эта знает ${ours}); установите ту версию или восстановите копию`,
  }),
  foreign: (place: string) => ({
    en: `${place} is a database of another program; set store.path to a file of its own`,
    ru: `${place} — база другой программы; задайте в store.path отдельный файл`,
  }),
  inUse: (place: string, holder: Message) => ({
    en:
      `The store ${place} is in use by ${holder.en}, perhaps a second instance of this backend. Stop that one, or, if this one is for another telephone system, give it a file of its own ` +
      '(store.path; without that amocrm.calls.outbox). Several backends that work together need Redis (ASTERISKNG_REDIS_URL) and PostgreSQL (store.postgres).',
    ru:
      `Хранилище ${place} занято ${holder.ru}, возможно, это второй такой же сервер. Остановите его, а если этот сервер для другой АТС, дайте ему свой файл ` +
      '(store.path; если его нет — amocrm.calls.outbox). Нескольким серверам вместе нужны Redis (ASTERISKNG_REDIS_URL) и PostgreSQL (store.postgres).',
  }),
  stopFirst: (place: string, holder: Message) => ({
    en: `The store ${place} is in use by ${holder.en}: stop the backend first (systemctl stop asteriskng).`,
    ru: `Хранилище ${place} занято ${holder.ru}: сначала остановите сервер (systemctl stop asteriskng).`,
  }),
  anotherProcess: { en: 'another process', ru: 'другим процессом' },
  refused: (why: string) => ({
    en: `the database refuses a statement: ${why}`,
    ru: `база отказывается выполнить запрос: ${why}`,
  }),
  unreachable: (place: string, why: string) => ({
    en: `PostgreSQL ${place} can not be reached: ${why}`,
    ru: `нет связи с PostgreSQL ${place}: ${why}`,
  }),
  noEntry: (place: string, why: string) => ({
    en: `PostgreSQL ${place} does not let us in: ${why}; check store.postgres and ASTERISKNG_POSTGRES_PASSWORD`,
    ru: `PostgreSQL ${place} не пускает: ${why}; проверьте store.postgres и ASTERISKNG_POSTGRES_PASSWORD`,
  }),
  passwordWanted: (place: string) => ({
    en: `PostgreSQL ${place} wants a password: put it into ASTERISKNG_POSTGRES_PASSWORD`,
    ru: `PostgreSQL ${place} требует пароль: задайте его в ASTERISKNG_POSTGRES_PASSWORD`,
  }),
  noRight: (place: string, why: string) => ({
    en: `PostgreSQL ${place} refuses: ${why}; give the user the right CREATE on the database, and to write its schema asteriskng`,
    ru: `PostgreSQL ${place} отказывает: ${why}; дайте пользователю право CREATE на базу и право записи в её схему asteriskng`,
  }),
  serverRefuses: (place: string, why: string) => ({
    en: `PostgreSQL ${place} can not be written: ${why}`,
    ru: `в PostgreSQL ${place} нельзя записать: ${why}`,
  }),
  serverLocked: (place: string) => ({
    en: `PostgreSQL ${place} can not be written: another program holds its tables locked; see pg_stat_activity`,
    ru: `в PostgreSQL ${place} нельзя записать: таблицы заблокировала другая программа; смотрите pg_stat_activity`,
  }),
  serverSlow: (place: string) => ({
    en: `PostgreSQL ${place} is too slow: it has given up a statement`,
    ru: `PostgreSQL ${place} отвечает слишком медленно: запрос прерван`,
  }),
  serverSilent: (place: string) => ({
    en: `PostgreSQL ${place} can not be reached: no answer comes`,
    ru: `нет связи с PostgreSQL ${place}: ответа нет`,
  }),
  backupByServer: {
    en: 'a backup of PostgreSQL is made by pg_dump',
    ru: 'копию PostgreSQL делает pg_dump',
  },
  closed: { en: 'the store is not open', ru: 'хранилище не открыто' },
  full: {
    en: 'the store can not be written, and no more fits into memory',
    ru: 'в хранилище нельзя записать, а в памяти больше нет места',
  },
} satisfies Messages;

/** Settings of the store. */
export const storeSettingMessages = {
  address: {
    en: 'an address such as postgres://asteriskng@db.example.com/asteriskng',
    ru: 'нужен адрес, например postgres://asteriskng@db.example.com/asteriskng',
  },
  passwordInAddress: {
    en: 'the password stands in ASTERISKNG_POSTGRES_PASSWORD, not in the address',
    ru: 'пароль задаётся в ASTERISKNG_POSTGRES_PASSWORD, а не в адресе',
  },
  both: {
    en: 'there are both path and postgres: remove one of them',
    ru: 'заданы и path, и postgres: оставьте одно',
  },
} satisfies Messages;

/** The log of the store. */
export const storeLog = {
  failing: (why: Message) => ({
    event: 'store.failing',
    en: `${why.en}; calls go on, and what is to be kept is held in memory until it can be written: a restart before that loses it`,
    ru: `${why.ru}; звонки работают, а записи остаются в памяти, пока их нельзя сохранить: перезапуск до этого их потеряет`,
  }),
  works: {
    event: 'store.works-again',
    en: 'the store can be written again; what was held in memory is in it',
    ru: 'запись в хранилище снова работает; всё из памяти сохранено',
  },
  putAside: (aside: string, salvaged: number, unsent: number) => ({
    event: 'store.put-aside',
    en: `the store was damaged: it was renamed to ${aside}, and ${salvaged} entries that could be read are in a new one, ${unsent} of them calls for amoCRM, of which none is sent twice; how many it had is not known`,
    ru: `хранилище было повреждено: оно переименовано в ${aside}, в новое перенесено записей: ${salvaged}, из них звонков для amoCRM: ${unsent} (дважды ничего не отправится); сколько их было, неизвестно`,
  }),
  vanished: {
    event: 'store.vanished',
    en: 'the file of the store is gone or empty, and it was there before: a new one was made',
    ru: 'файл хранилища исчез или пуст, хотя раньше был: создан новый',
  },
  refused: {
    event: 'store.refused',
    en: 'the database refuses an entry; it is lost',
    ru: 'база отказывается принять запись; она потеряна',
  },
  takenOver: (folder: string, entries: number) => ({
    event: 'store.taken-over',
    en: `${entries} entries of version 1.0.0 were taken over; its folder is now ${folder} and can be deleted`,
    ru: `перенесено записей версии 1.0.0: ${entries}; их папка теперь ${folder}, её можно удалить`,
  }),
  takenOverInPlace: (folder: string, entries: number) => ({
    event: 'store.taken-over-in-place',
    en: `${entries} entries of version 1.0.0 were taken over; its folder ${folder} could not be renamed: rename it by hand, or version 1.0.0 would send them again`,
    ru: `перенесено записей версии 1.0.0: ${entries}; их папку ${folder} не удалось переименовать: сделайте это сами, иначе версия 1.0.0 отправит их ещё раз`,
  }),
  takenOverDamaged: (folder: string, entries: number) => ({
    event: 'store.taken-over-damaged',
    en: `the folder of version 1.0.0 was damaged: ${entries} entries could be read and were taken over; it is now ${folder}`,
    ru: `папка версии 1.0.0 была повреждена: прочитано и перенесено записей: ${entries}; теперь это ${folder}`,
  }),
  retentionFailed: {
    event: 'store.retention-failed',
    en: 'old calls, or files that were put aside, could not be deleted',
    ru: 'не удалось удалить старые звонки или файлы, убранные в сторону',
  },
  asideRemoved: (path: string) => ({
    event: 'store.aside-removed',
    en: `${path} was put aside, and is removed: it has been there for as long as calls are kept`,
    ru: `${path} был убран в сторону, теперь удалён: срок хранения звонков вышел`,
  }),
  takeOverFailed: {
    event: 'store.take-over-failed',
    en: 'what version 1.0.0 has left could not be taken over; it stays where it is, and is tried again',
    ru: 'не удалось перенести данные версии 1.0.0; они остаются на месте, попытки повторяются',
  },
  lostAtStop: (changes: number) => ({
    event: 'store.lost-at-stop',
    en: `the backend stops while the store can not be written: ${changes} changes that were held in memory are lost`,
    ru: `сервер останавливается, а в хранилище нельзя записать: потеряно изменений из памяти: ${changes}`,
  }),
  lost: {
    event: 'store.lost',
    en: 'the store can not be written and memory for its entries is full: an entry is lost',
    ru: 'в хранилище нельзя записать, и место в памяти кончилось: запись потеряна',
  },
} satisfies LogMessages;
