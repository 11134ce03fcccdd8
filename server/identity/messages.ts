import type { LogMessages, Messages } from '../system/Message';

/** Settings of `identity`. */
export const identitySettingMessages = {
  address: {
    en: 'an address such as https://company.amocrm.ru',
    ru: 'нужен адрес, например https://company.amocrm.ru',
  },
  clientId: {
    en: "the integration's id, such as 1f2e3d4c-5b6a-4789-8abc-def012345678",
    ru: 'нужен ID интеграции, например 1f2e3d4c-5b6a-4789-8abc-def012345678',
  },
  noSecret: {
    en: "put the integration's secret into ASTERISKNG_IDENTITY_SECRETS, or a file's path into ASTERISKNG_IDENTITY_SECRETS_FILE",
    ru: 'задайте секретный ключ интеграции в ASTERISKNG_IDENTITY_SECRETS или путь к файлу с ним в ASTERISKNG_IDENTITY_SECRETS_FILE',
  },
  manySecrets: {
    en: 'ASTERISKNG_IDENTITY_SECRETS has two secrets at most: the new one and the old one',
    ru: 'в ASTERISKNG_IDENTITY_SECRETS не больше двух ключей: новый и старый',
  },
  shortSecret: {
    en: 'a secret in ASTERISKNG_IDENTITY_SECRETS has at least 16 characters',
    ru: 'в ключе в ASTERISKNG_IDENTITY_SECRETS не меньше 16 символов',
  },
  knownSecret: {
    en: "the secret in ASTERISKNG_IDENTITY_SECRETS is that of a sample, or a pattern: amoCRM makes it, copy it from the integration's keys and access rights",
    ru: 'ключ в ASTERISKNG_IDENTITY_SECRETS взят из примера или слишком прост: его создаёт amoCRM, скопируйте его из «Ключей и доступов» интеграции',
  },
  routingKey: {
    en: 'with identity required the secret key no longer opens the routing route: set ASTERISKNG_ROUTING_KEY',
    ru: 'при identity: required секретный ключ не открывает маршрутизацию: задайте ASTERISKNG_ROUTING_KEY',
  },
} satisfies Messages;

/** What `check` says of `identity`. */
export const identityCheckMessages = {
  heading: { en: 'Identity of users', ru: 'Подтверждение пользователей' },
  off: {
    en:
      'identity is off: a holder of the secret key is believed to be any user that they name, and the key can be read by every user of the ' +
      'account. docs/SECURITY.en.md says what that means and how to set required.',
    ru:
      'Подтверждение выключено (identity: off): владелец секретного ключа может назваться любым пользователем, а ключ виден всем ' +
      'пользователям аккаунта. Что это значит и как включить required, сказано в docs/SECURITY.md.',
  },
  required: {
    en: 'identity is required: a request counts only with a session that amoCRM has confirmed; the widget of 1.0.0 can only ping, so upload the new one first.',
    ru: 'Подтверждение обязательно (identity: required): запросы идут только от пользователей, которых подтвердила amoCRM; виджет 1.0.0 с ним не работает, сначала загрузите новый.',
  },
  otherAccount: {
    en: 'identity.account and amocrm.address are two accounts: no session would be opened for the users of the second.',
    ru: 'identity.account и amocrm.address — разные аккаунты: пользователи второго сеанса не получат.',
  },
  foreignOrigins: (origins: string) => ({
    en: `http.cors.origins names pages besides the account's own: ${origins}. Remove what is not needed.`,
    ru: `В http.cors.origins есть страницы кроме самого аккаунта: ${origins}. Уберите лишние.`,
  }),
  noUsers: {
    en: 'Without the section amocrm users are known by amouserId alone, which these agents lack: ',
    ru: 'Без раздела amocrm пользователи узнаются только по amouserId, а у этих агентов его нет: ',
  },
  agents: (fault: { readonly en: string; readonly ru: string }, emails: string) => ({
    en: `${fault.en}${emails}.`,
    ru: `${fault.ru}${emails}.`,
  }),
  twoSecrets: {
    en: 'Two secrets are accepted: remove the old one from ASTERISKNG_IDENTITY_SECRETS when the rotation is over.',
    ru: 'Принимаются два ключа: когда замена закончена, уберите старый из ASTERISKNG_IDENTITY_SECRETS.',
  },
} satisfies Messages;

/** The log of identity. */
export const identityLog = {
  refused: {
    event: 'identity.token-refused',
    en: "amoCRM's token was refused: forged, of another account or integration, or the settings of identity are wrong",
    ru: 'токен amoCRM не принят: подделан, от другого аккаунта или интеграции, либо неверны настройки identity',
  },
  userInactive: {
    event: 'identity.user-inactive',
    en: 'a user who is switched off in amoCRM, or not in its list of users any more, asks for telephony and gets none: if they have left, remove them from agents',
    ru: 'пользователь, отключённый в amoCRM или удалённый из неё, обращается к телефонии и получает отказ: если он уволен, уберите его из agents',
  },
  usersUnread: {
    event: 'identity.users-unread',
    en: "amoCRM's list of users could not be read: a user without amouserId has no extension until it can",
    ru: 'список пользователей amoCRM не прочитан: пользователи без amouserId пока без внутреннего номера',
  },
} satisfies LogMessages;
