import type { Message, Messages } from '../system/Message';

/** Entries of the store that were lost, in `/health`, `check` and the command `losses`. */
export const storeLossMessages = {
  damaged: (time: string, aside: string) => ({
    en: `${time}: the store was damaged, and what could be read of it was put into a new one; the damaged file is ${aside}`,
    ru: `${time}: хранилище было повреждено, в новое перенесено то, что удалось прочитать; повреждённый файл — ${aside}`,
  }),
  vanished: (time: string) => ({
    en: `${time}: the store was gone or empty, and a new one was made; calls that were in it are missing, unless a backup is put back`,
    ru: `${time}: хранилище исчезло или оказалось пустым, создано новое; звонков из прежнего нет, если не вернуть копию`,
  }),
  replaced: (time: string) => ({
    en: `${time}: the store's file was replaced or cut while in use; what had been written shortly before may be missing`,
    ru: `${time}: файл хранилища заменили или обрезали во время работы; недавних записей может не быть`,
  }),
  cut: (time: string) => ({
    en: `${time}: after a crash the end of the store's -wal was missing or damaged; what had been written in the last second before may be missing`,
    ru: `${time}: после аварийной остановки не хватало конца -wal хранилища или он был повреждён; записей последней секунды может не быть`,
  }),
  refused: (time: string) => ({
    en: `${time}: the database refused an entry, a fault of this program; the line "store.refused" of the log says which`,
    ru: `${time}: база отказалась принять запись, это ошибка программы; какую именно — в журнале, строка «store.refused»`,
  }),
  overflow: (time: string) => ({
    en: `${time}: memory was full before the store could be written again, and entries were lost`,
    ru: `${time}: в хранилище нельзя было записать так долго, что в памяти кончилось место, и записи потеряны`,
  }),
  unwritten: (time: string) => ({
    en: `${time}: the backend before had ended while the store could not be written; what it held in memory is lost`,
    ru: `${time}: прежний сервер завершился, когда в хранилище нельзя было записать; записи из его памяти потеряны`,
  }),
} satisfies Messages;

/** What `check` says of the store. */
export const storeCheckMessages = {
  name: { en: 'Store', ru: 'Хранилище' },
  sentence: (text: Message) => ({
    en: text.en.endsWith('.') ? text.en : `${text.en}.`,
    ru: text.ru.endsWith('.') ? text.ru : `${text.ru}.`,
  }),
  ofRunning: (reason: Message) => ({
    en: `The running backend says: ${reason.en}.`,
    ru: `Работающий сервер сообщает: ${reason.ru}.`,
  }),
  loss: (text: Message) => ({
    en: `${text.en}. Once you know what is missing, "losses accept" ends this warning.`,
    ru: `${text.ru}. Когда выясните, чего не хватает, уберите это предупреждение командой losses accept.`,
  }),
  asideFile: (path: string, megabytes: string) => ({
    en: `${path} (${megabytes} MB)`,
    ru: `${path} (${megabytes} МБ)`,
  }),
  asideFiles: (files: Message) => ({
    en: `Put aside, with clients' numbers, and removed after store.keepDays: ${files.en}.`,
    ru: `Убрано в сторону (там есть номера клиентов) и будет удалено через store.keepDays: ${files.ru}.`,
  }),
  damaged: (text: Message) => ({
    en: `${text.en}. Put a backup back by restore, or start the backend: it puts the file aside and reads what can be read of it.`,
    ru: `${text.ru}. Верните копию командой restore или запустите сервер: он уберёт этот файл в сторону и прочитает из него то, что удастся.`,
  }),
  damagedInUse: (text: Message) => ({
    en: `${text.en}. The running backend looks at the begin of the file every 30 seconds and through all of it every six hours; a restart does both at once, puts the file aside and reads what can be read of it.`,
    ru: `${text.ru}. Работающий сервер смотрит начало файла каждые 30 секунд и весь файл раз в шесть часов; перезапуск сделает это сразу, уберёт файл в сторону и прочитает из него то, что удастся.`,
  }),
  heldSilently: (path: string, holder: Message) => ({
    en: `${path} is in use by ${holder.en}, but no backend of these settings answers: it hangs, or has other settings. A second one can't start beside it.`,
    ru: `${path} занят ${holder.ru}, но сервер с этими настройками не отвечает: он завис, или у него другие настройки. Второй рядом с ним не запустится.`,
  }),
  serverHeld: (place: string, holder: Message) => ({
    en: `PostgreSQL ${place} is in use by ${holder.en}, and no backend of these settings answers here. One of a cluster may do so; without Redis a second one can't start beside it.`,
    ru: `PostgreSQL ${place} занята ${holder.ru}, а сервер с этими настройками здесь не отвечает. Так бывает у нескольких серверов с общим Redis; без него второй рядом не запустится.`,
  }),
  toTakeOver: (folder: string) => ({
    en: `${folder} has entries of version 1.0.0: the next start takes them over.`,
    ru: `В ${folder} есть данные версии 1.0.0: они будут перенесены при следующем запуске.`,
  }),
  diskIsFull: (path: string) => ({
    en: `${path} lies on a disk that is full: free some space.`,
    ru: `На диске с ${path} нет места: освободите его.`,
  }),
  sharedWithoutPostgres: {
    en: 'Several backends share Redis, and store.postgres is not set: calls that are under way or not in amoCRM yet are kept in Redis, and there is no history of calls.',
    ru: 'У нескольких серверов общий Redis, а store.postgres не задан: незавершённые и ещё не отправленные в amoCRM звонки хранятся в Redis, истории звонков нет.',
  },
  madeAtStart: (path: string) => ({
    en: `${path} is made when the service starts for the first time.`,
    ru: `Файл ${path} появится при первом запуске службы.`,
  }),
  notWritable: (path: string, why: Message) => ({
    en: `${path} (store.path) can not be written: ${why.en}. Calls would go on, and what is to be kept would be lost at the next stop.`,
    ru: `В ${path} (store.path) нельзя записать: ${why.ru}. Звонки работали бы, но записи пропали бы при остановке.`,
  }),
  littleSpace: (path: string, megabytes: string) => ({
    en: `${path} lies on a disk with ${megabytes} MB left; free some space.`,
    ru: `На диске с ${path} осталось ${megabytes} МБ; освободите место.`,
  }),
  fileIsWell: (path: string, megabytes: string) => ({
    en: `${path} is whole (${megabytes} MB).`,
    ru: `Файл ${path} цел (${megabytes} МБ).`,
  }),
  fileIsGone: (path: string) => ({
    en: `${path} is gone or empty, though a backend has used it: calls that were in it are lost, and the next start makes a new one; put a backup back by restore.`,
    ru: `Файл ${path} исчез или пуст, хотя сервер им уже пользовался: звонков из него нет, при следующем запуске будет создан новый; верните копию командой restore.`,
  }),
  tablesMissing: (place: string, tables: string) => ({
    en: `PostgreSQL ${place} lacks tables of the store (${tables}): the next start makes them empty; put a backup back before it.`,
    ru: `В PostgreSQL ${place} нет таблиц хранилища (${tables}): при следующем запуске они будут созданы пустыми; верните копию до него.`,
  }),
  fileCanBeMade: (path: string) => ({ en: `${path} can be made.`, ru: `Файл ${path} можно создать.` }),
  serverIsEmpty: (place: string) => ({
    en: `PostgreSQL ${place} can be written; its tables are made when the backend starts.`,
    ru: `В PostgreSQL ${place} можно записать; таблицы появятся при запуске сервера.`,
  }),
  serverIsWell: (place: string, megabytes: string) => ({
    en: `PostgreSQL ${place} can be written (${megabytes} MB).`,
    ru: `В PostgreSQL ${place} можно записать (${megabytes} МБ).`,
  }),
} satisfies Messages;
