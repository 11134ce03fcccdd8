import type { LogMessages, Messages } from '../../system/Message';

/** Settings of outcomes. */
export const outcomeSettingMessages = {
  noText: {
    en: 'a text is needed, or { en: …, ru: … } with one of them at least',
    ru: 'нужен текст или { ru: …, en: … }, хотя бы на одном языке',
  },
  id: {
    en: 'Latin letters, digits and hyphens are expected, a letter first, 32 characters at the most, such as call-back',
    ru: 'нужны латинские буквы, цифры и дефисы, первой буква, не больше 32 символов, например call-back',
  },
  callBackNeedsTask: {
    en: 'callBack promises a call-back at the time of the task: set task with text and inMinutes',
    ru: 'callBack обещает перезвонить ко времени задачи: задайте task с text и inMinutes',
  },
  sameId: { en: 'two outcomes have the same id', ru: 'у двух итогов один и тот же id' },
  required: {
    en: 'always, never, or a list of queues and lines is expected',
    ru: 'нужно always, never или список очередей и линий',
  },
  needsIdentity: {
    en: 'amocrm.calls.outcomes needs identity with mode: required: only then is it certain which agent asks for a note.',
    ru: 'amocrm.calls.outcomes работает только с identity и mode: required: только тогда известно, какой оператор спрашивает заметку.',
  },
  needsStore: {
    en: 'amocrm.calls.outcomes needs a store: several backends with Redis need store.postgres.',
    ru: 'amocrm.calls.outcomes нужно хранилище: нескольким серверам с Redis — store.postgres.',
  },
} satisfies Messages;

/** What stands in amoCRM, in the language of the account. */
export const noteTexts = {
  outcome: { en: 'Outcome', ru: 'Итог' },
  /** The agent has removed what was written. */
  empty: { en: '(removed)', ru: '(удалено)' },
} satisfies Messages;

/** Log lines about notes. */
export const noteLog = {
  notRead: {
    event: 'notes.not-read',
    en: 'notes and outcomes of calls can not be read from the store; until they can, agents can not write any, and calls go to amoCRM without',
    ru: 'не удаётся прочитать из хранилища заметки и итоги звонков; пока это так, новых не записать, а звонки уходят в amoCRM без них',
  },
  unreadable: {
    event: 'notes.unreadable',
    en: 'a stored note of a call has an unknown form; it is left where it is',
    ru: 'сохранённая заметка к звонку повреждена; она оставлена как есть',
  },
  salvaged: {
    event: 'notes.salvaged',
    en: 'a stored note of a call is damaged; the call and what can still be read of the note go to amoCRM',
    ru: 'сохранённая заметка к звонку повреждена; звонок и то, что из неё удалось прочитать, уйдут в amoCRM',
  },
} satisfies LogMessages;
