import type { LogMessages } from '../system/Message';

/** The log of calls. */
export const callLog = {
  leftOnHold: {
    event: 'calls.client-left-on-hold',
    en: 'a client is left on hold after a consultation',
    ru: 'после консультации клиент остался на удержании',
  },
  listsUnreadable: {
    event: 'calls.lists-unreadable',
    en: "an agent's stored missed calls and last numbers have an unknown form and are left out",
    ru: 'сохранённые пропущенные и последние номера сотрудника имеют неизвестный вид и не показаны',
  },
  missedClientUnreadable: {
    event: 'calls.missed-client-unreadable',
    en: "a line of the company's missed calls in the store has an unknown form and is left out",
    ru: 'строка общего списка пропущенных в хранилище имеет неизвестный вид и не показана',
  },
  clientForgotten: {
    event: 'calls.client-forgotten',
    en: "a client was taken out of agents' missed calls and last numbers by the command forget",
    ru: 'клиент убран из пропущенных и последних номеров сотрудников командой forget',
  },
} satisfies LogMessages;
