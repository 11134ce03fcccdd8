import type { LogMessages, Message, Messages } from '../../system/Message';

/** Settings of an ECSS-10. */
export const ecss10SettingMessages = {
  host: { en: 'a host: letters, digits, dots and dashes', ru: 'имя узла: буквы, цифры, точки и дефисы' },
  domain: { en: 'a domain: letters, digits, dots and dashes', ru: 'домен: буквы, цифры, точки и дефисы' },
  clientId: {
    en: 'a client id: letters, digits, dots and dashes',
    ru: 'client id: буквы, цифры, точки и дефисы',
  },
} satisfies Messages;

/** What `check` says of an ECSS-10. */
export const ecss10CheckMessages = {
  letsIn: (origin: string, who: Message) => ({
    en: `ECSS-10 at ${origin} accepts the login of ${who.en}.`,
    ru: `ECSS-10 (${origin}): вход выполнен, ${who.ru}.`,
  }),
  integration: { en: 'the integration', ru: 'интеграция' },
  failed: (advice: Message, detail: string) => ({
    en: `${advice.en} (${detail}).`,
    ru: `${advice.ru} (${detail}).`,
  }),
  loginOnly: {
    en: 'telephony.profile login314 can only log in: no calls are shown or made. Use ecss-call-api with the profile adapter.',
    ru: 'С telephony.profile login314 возможен только вход: звонков не видно, позвонить нельзя. Нужен ecss-call-api и профиль adapter.',
  },
  /** CSTA can't be asked for: no public document describes how. */
  csta: {
    en: 'If only calls made from the widget are shown, CSTA is off: /api/csta/set enabled true in CoCon. It can not be checked from here.',
    ru: 'Если видны только звонки, начатые щелчком, выключен CSTA: /api/csta/set enabled true в CoCon. Отсюда этого не проверить.',
  },
} satisfies Messages;

/** What a fault means and how to fix it. */
export const ecss10Advice = {
  eachAgent: { en: 'each agent', ru: 'каждого оператора' },
  certificate: (origin: string) => ({
    en:
      `The certificate of ${origin} is not trusted. Open ${origin}/ to look at it; copy ` +
      '/etc/ecss/ssl/call_api.crt from the softswitch and name it in telephony.caFile',
    ru:
      `Сертификату ${origin} нет доверия. Посмотреть его можно по адресу ${origin}/; скопируйте ` +
      '/etc/ecss/ssl/call_api.crt с ECSS-10 и укажите его в telephony.caFile',
  }),
  unreachable: (origin: string) => ({
    en: `The softswitch can not be reached at ${origin}: check telephony.address, telephony.port and the network`,
    ru: `Нет связи с ECSS-10 (${origin}): проверьте telephony.address, telephony.port и сеть`,
  }),
  wrongKey: {
    en: 'Client id or API key is wrong: check with /domain/<DOMAIN>/integrations/list, enter the key in ASTERISKNG_ECSS10_KEY',
    ru: 'Неверный client id или ключ API: проверьте в /domain/<DOMAIN>/integrations/list, ключ укажите в ASTERISKNG_ECSS10_KEY',
  },
  notPermitted: (alias: Message, number: string) => ({
    en:
      `The softswitch refuses the login of ${alias.en}: set the property of the alias with ` +
      `/domain/<DOMAIN>/alias/set ${number} <INTERFACE GROUP> <INTERFACE> api\\call\\enabled true`,
    ru:
      `ECSS-10 не пускает ${alias.ru}: включите свойство алиаса командой ` +
      `/domain/<DOMAIN>/alias/set ${number} <INTERFACE GROUP> <INTERFACE> api\\call\\enabled true`,
  }),
  phoneNotRegistered: (alias: Message) => ({
    en: `The phone of ${alias.en} is not registered at the softswitch: turn it on and check its account`,
    ru: `Телефон ${alias.ru} не зарегистрирован в ECSS-10: включите его и проверьте учётную запись`,
  }),
  busy: {
    en: 'The softswitch is still busy with the same command: wait a moment',
    ru: 'ECSS-10 ещё выполняет ту же команду: немного подождите',
  },
  unknownCall: {
    en: 'The softswitch no longer knows the call',
    ru: 'Такого звонка в ECSS-10 больше нет',
  },
  refused: { en: 'The softswitch has refused the command', ru: 'ECSS-10 отказал в команде' },
  sessionLost: {
    en: 'This node of the softswitch no longer knows our token: logging in again',
    ru: 'Узел ECSS-10 больше не знает наш токен: входим снова',
  },
  timeout: (origin: string) => ({
    en: `The softswitch at ${origin} does not answer in time`,
    ru: `ECSS-10 (${origin}) не отвечает вовремя`,
  }),
  badAnswer: (origin: string) => ({
    en: `The server at ${origin} does not answer as expected: check telephony.port and telephony.profile`,
    ru: `По адресу ${origin} отвечает не то, что ожидалось: проверьте telephony.port и telephony.profile`,
  }),
} satisfies Messages;

/** The log of the ECSS-10 driver. */
export const ecss10Log = {
  down: (advice: Message) => ({ event: 'ecss10.down', en: advice.en, ru: advice.ru }),
} satisfies LogMessages;
