import type { Messages } from '../system/Message';

/** The commands for the store. */
export const storeCommandMessages = {
  none: {
    en: 'There is no store: set store.path, or amocrm.',
    ru: 'Хранилища нет: задайте store.path или amocrm.',
  },
  ofServer: {
    en: 'The store is in PostgreSQL: copy it by pg_dump --schema=asteriskng, and put a copy back by psql or pg_restore.',
    ru: 'Хранилище в PostgreSQL: копируйте его через pg_dump --schema=asteriskng, возвращайте через psql или pg_restore.',
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
} satisfies Messages;
