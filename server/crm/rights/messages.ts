import type { LogMessages, Messages } from '../../system/Message';

/** Why agents see numbers without names, for `/health`. */
export const rightsMessages = {
  forbidden: {
    en: "the token may not list amoCRM's users, so no rights are known and agents see numbers without names; give it an administrator",
    ru: 'токену не дают список пользователей amoCRM: права неизвестны, и операторы видят номера без имён; нужен токен администратора',
  },
  forbiddenNow: {
    en: "the token may no longer list amoCRM's users: rights count as they were last known, for a day at most; give it an administrator",
    ru: 'токену больше не дают список пользователей amoCRM: действуют прежние права, но не дольше суток; нужен токен администратора',
  },
  failed: {
    en: "amoCRM's list of users can not be read, so no rights are known and agents see numbers without names; it is tried again",
    ru: 'список пользователей amoCRM не читается: права неизвестны, и операторы видят номера без имён; попытки продолжаются',
  },
  old: {
    en: "amoCRM's list of users could not be read for an hour or more: rights count as they were then, for a day at most",
    ru: 'список пользователей amoCRM не читается уже час или дольше: действуют прежние права, но не дольше суток',
  },
} satisfies Messages;

/** What `check` says of the rights, with `identity: required`. */
export const rightsCheckMessages = {
  noUsers: {
    en: 'The token may not list users, so no rights can be read and agents will see numbers without names; give it an administrator.',
    ru: 'По токену не получить список пользователей: права не прочитать, и операторы увидят номера без имён; нужен токен администратора.',
  },
  lockedOut: (emails: string) => ({
    en:
      'These agents have no amouserId and are known by their e-mail in that list alone, so they can not sign in until the token is an ' +
      `administrator's or amouserId (the user's id in amoCRM) is set: ${emails}.`,
    ru:
      'У этих операторов нет amouserId, узнать их можно только по почте из этого списка, и работать они не смогут, пока токен не ' +
      `администратора или пока не задан amouserId (id пользователя в amoCRM): ${emails}.`,
  }),
  applied: {
    en: 'Each agent sees the contacts, companies and leads of amoCRM that their user may view there.',
    ru: 'Каждый оператор видит те контакты, компании и сделки amoCRM, что доступны его пользователю.',
  },
  seesNothing: (emails: string) => ({
    en: `These agents will see numbers without names, since their user in amoCRM is switched off or has no readable rights: ${emails}.`,
    ru: `Эти операторы увидят номера без имён: их пользователь в amoCRM отключён или его права не прочитать: ${emails}.`,
  }),
  noGroup: (emails: string) => ({
    en: `These agents may view cards of their group, and amoCRM names no group of theirs, so they will see their own cards alone: ${emails}.`,
    ru: `Этим операторам доступны карточки группы, но группу amoCRM не называет, и они увидят только свои карточки: ${emails}.`,
  }),
} satisfies Messages;

/** The log of the rights. */
export const rightsLog = {
  unread: {
    event: 'rights.unread',
    en: "amoCRM's list of users can not be read: rights count as they were last known, for a day at most, and without any agents see numbers without names",
    ru: 'список пользователей amoCRM не читается: действуют последние известные права, но не дольше суток; без них операторы видят номера без имён',
  },
} satisfies LogMessages;
