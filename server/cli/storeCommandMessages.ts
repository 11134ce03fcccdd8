import type { Message, Messages } from '../system/Message';

/** The commands for the store. */
export const storeCommandMessages = {
  none: {
    en: 'There is no store: set store.path, or amocrm.',
    ru: 'Хранилища нет: задайте store.path или amocrm.',
  },
  ofServer: {
    en: 'The store is in PostgreSQL: copy it by pg_dump --clean --if-exists --schema=asteriskng, and put a copy back by psql while no backend runs (docs/OPERATIONS.en.md).',
    ru: 'Хранилище в PostgreSQL: копируйте его через pg_dump --clean --if-exists --schema=asteriskng, возвращайте через psql, когда ни один сервер не работает (docs/OPERATIONS.md).',
  },
  copied: (from: string, to: string) => ({
    en: `${from} was copied to ${to}. It holds clients' numbers: keep it as safe as the store.`,
    ru: `${from} скопирован в ${to}. В копии есть номера клиентов: храните её так же надёжно, как само хранилище.`,
  }),
  restored: (path: string) => ({ en: `${path} is restored.`, ru: `${path} восстановлен.` }),
  asideNow: (aside: string) => ({
    en: `What was there is now ${aside}.`,
    ru: `Прежний файл теперь ${aside}.`,
  }),
  noNumber: {
    en: 'This is no number of a client: it has fewer than five digits.',
    ru: 'Это не номер клиента: в нём меньше пяти цифр.',
  },
  forgotten: (calls: number) => ({
    en: `${calls} calls were deleted. Those that are under way or not in amoCRM yet stay; older backups still have them.`,
    ru: `Удалено звонков: ${calls}. Незавершённые и ещё не отправленные в amoCRM остаются; в прежних копиях они есть.`,
  }),
  mentions: (calls: number) => ({
    en: `The number was removed from ${calls} calls of others, in which this client took part.`,
    ru: `Номер убран из чужих звонков, в которых этот клиент участвовал: ${calls}.`,
  }),
  lists: (agents: number) => ({
    en: `The number was removed from the missed calls and last numbers of ${agents} agents.`,
    ru: `Номер убран из пропущенных и последних номеров у сотрудников: ${agents}.`,
  }),
  listsInMemory: {
    en: "The running backend did not take the number out of agents' missed calls and last numbers, which it has in memory: it is of another version, has another key, or is one of several and its leader did not answer (those keep them in Redis). A single one: stop it, run this command once more, and start it.",
    ru: 'Работающий сервер не убрал номер из пропущенных и последних номеров сотрудников, которые у него в памяти: он другой версии, у него другой ключ или он один из нескольких и ведущий не ответил (они хранят это в Redis). Если сервер один: остановите его, повторите команду и запустите.',
  },
  listsInRedis: {
    en: "The number stays in agents' missed calls and last numbers, which several backends keep in Redis: other calls take its place there.",
    ru: 'В пропущенных и последних номерах сотрудников номер остаётся: несколько серверов хранят их в Redis, там его вытеснят другие звонки.',
  },
  parkedDropped: (calls: number) => ({
    en: `${calls} calls that amoCRM had refused for good were dropped.`,
    ru: `Удалено звонков, от которых amoCRM отказалась окончательно: ${calls}.`,
  }),
  parkedRetried: (calls: number) => ({
    en: `${calls} calls that amoCRM had refused are tried again: run this command once more after that.`,
    ru: `Звонки, от которых amoCRM отказалась (${calls}), отправляются ещё раз: повторите команду после этого.`,
  }),
  parkedStay: (calls: number) => ({
    en: `${calls} calls that amoCRM had refused for good stay, since the running backend refuses to drop them: see the command outbox.`,
    ru: `Остались звонки, от которых amoCRM отказалась окончательно (${calls}): работающий сервер не стал их удалять, смотрите команду outbox.`,
  }),
  sentence: (text: Message) => ({ en: `${text.en}.`, ru: `${text.ru}.` }),
  noLosses: {
    en: 'Nothing of the store was lost, or you have accepted it.',
    ru: 'Потерь в хранилище нет, или вы их уже подтвердили.',
  },
  howToAccept: {
    en: 'Once you know what is missing: losses accept.',
    ru: 'Когда выясните, чего не хватает: losses accept.',
  },
  accepted: (count: number) => ({
    en: `Accepted: ${count}. A running backend hears of it within a minute. Files that were put aside stay.`,
    ru: `Подтверждено: ${count}. Работающий сервер узнает об этом в течение минуты. Файлы, убранные в сторону, остаются.`,
  }),
  beingCopied: {
    en: 'History is still being copied from a damaged file: run this command again in a few minutes.',
    ru: 'История ещё копируется из повреждённого файла: повторите команду через несколько минут.',
  },
  asideFiles: (files: string) => ({
    en: `These were put aside and may hold calls of the client; they are removed when calls of their age are, or now by hand: ${files}`,
    ru: `Эти файлы, убранные в сторону, могут содержать звонки клиента; они будут удалены по сроку хранения звонков, сейчас — вручную: ${files}`,
  }),
} satisfies Messages;
