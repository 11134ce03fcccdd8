import type { Message, Messages } from '../../../system/Message';

/** The connection to Asterisk's manager. */
export const linkMessages = {
  answers: (at: string) => ({
    en: `Asterisk's manager answers at ${at}.`,
    ru: `AMI отвечает по адресу ${at}.`,
  }),
  loginRefused: (at: string, user: string) => ({
    en:
      `Asterisk at ${at} refuses the login of ${user}: the secret is wrong, there is no [${user}] in ` +
      'manager.conf, or its "permit" does not allow this machine.',
    ru:
      `Asterisk (${at}) не пускает ${user}: неверный пароль (secret), в manager.conf нет [${user}] ` +
      'или его permit не разрешает эту машину.',
  }),
  badAnswer: (at: string) => ({
    en: `The server at ${at} is not Asterisk's manager: "port" in manager.conf is different.`,
    ru: `По адресу ${at} отвечает не AMI: в manager.conf задан другой port.`,
  }),
  timeout: (at: string) => ({
    en: `Asterisk's manager at ${at} does not answer in time: a firewall may block it.`,
    ru: `AMI (${at}) не отвечает вовремя: возможно, мешает межсетевой экран.`,
  }),
  noSuchHost: (at: string, code: string) => ({
    en: `The name in ${at} is not in DNS (${code}): correct telephony.ami.host, or check DNS on this machine.`,
    ru: `Имя из ${at} не найдено (${code}): исправьте telephony.ami.host или проверьте DNS на этой машине.`,
  }),
  unreachable: (at: string, code: string) => ({
    en:
      `Asterisk's manager at ${at} can not be reached${code === '' ? '' : ` (${code})`}: Asterisk is not running, or ` +
      '"enabled", "bindaddr" and "port" in manager.conf do not fit telephony.ami.',
    ru:
      `Нет связи с AMI (${at})${code === '' ? '' : ` (${code})`}: Asterisk не запущен, или ` +
      'enabled, bindaddr и port в manager.conf не соответствуют telephony.ami.',
  }),
} satisfies Messages;

/** Asterisk's own version. */
export const versionMessages = {
  known: (version: string) => ({
    en: `Asterisk ${version} is none of the releases that have the fault with ChanSpy (asterisk#2134). Faults that we have seen in others, too: OPERATIONS, "Troubles".`,
    ru: `Asterisk ${version} — не из выпусков с ошибкой ChanSpy (asterisk#2134). Ошибки, которые мы видели и в других, — OPERATIONS, «Если не работает».`,
  }),
  spyFault: (version: string, since: string) => ({
    en:
      `Asterisk ${version}: since ${since} a call that somebody has listened in on (ChanSpy) may not be connected again ` +
      'after hold or a transfer (asterisk#2134). Where you listen in on calls, take a release before it, or a later one ' +
      'whose notes say that this is mended.',
    ru:
      `Asterisk ${version}: начиная с ${since} разговор, который прослушивали (ChanSpy), может не соединиться снова ` +
      'после удержания или перевода (asterisk#2134). Если вы прослушиваете разговоры, возьмите выпуск до него ' +
      'или более поздний, в описании которого сказано, что это исправлено.',
  }),
  unknown: (version: string) => ({
    en: `Whether this version of Asterisk has known faults was not looked at: "${version}" names no release.`,
    ru: `Нет ли у этой версии Asterisk известных ошибок, не проверено: «${version}» — не номер выпуска.`,
  }),
  notLookedAt: (right: Message) => ({
    en: `Whether this version of Asterisk has known faults was not looked at: ${right.en}.`,
    ru: `Нет ли у этой версии Asterisk известных ошибок, не проверено: ${right.ru}.`,
  }),
} satisfies Messages;

/** Contexts and numbers of the dialplan. */
export const dialplanMessages = {
  notLookedAt: (right: Message) => ({
    en: `The dialplan was not looked at: ${right.en}.`,
    ru: `План набора не проверен: ${right.ru}.`,
  }),
  missing: (contexts: string) => ({
    en:
      `The dialplan lacks ${contexts}: include extensions_asteriskng.conf in extensions.conf (FreePBX: ` +
      "extensions_custom.conf) and run asterisk -rx 'dialplan reload'.",
    ru:
      `В плане набора нет ${contexts}: подключите extensions_asteriskng.conf в extensions.conf (FreePBX: ` +
      "extensions_custom.conf) и выполните asterisk -rx 'dialplan reload'.",
  }),
  old: {
    en:
      'extensions_asteriskng.conf is of an older version: after a consultation an agent may be joined to the call of others ' +
      'in the first seconds of an Asterisk, a client who comes back from hold can not be transferred by keys, and an answer ' +
      'from the screen may lose the call when the phone is still busy with the last one. ' +
      "Copy the new file and run asterisk -rx 'dialplan reload'.",
    ru:
      'extensions_asteriskng.conf старой версии: в первые секунды работы Asterisk оператор после консультации может попасть в ' +
      'чужой разговор, вернувшегося с удержания клиента нельзя перевести клавишами, а при ответе с экрана звонок может ' +
      'оборваться, если телефон ещё не закончил прежний. ' +
      "Скопируйте новый файл и выполните asterisk -rx 'dialplan reload'.",
  },
  ownContext: (context: string) => ({
    en: `The context ${context} is AsteriskNG's own: telephony.context is to name the one in which agents dial.`,
    ru: `Контекст ${context} — служебный контекст AsteriskNG: укажите в telephony.context тот, из которого звонят операторы.`,
  }),
  noContext: (context: string) => ({
    en: `The dialplan has no context ${context}: telephony.context is to name the one in which agents dial.`,
    ru: `В плане набора нет контекста ${context}: укажите в telephony.context тот, из которого звонят операторы.`,
  }),
  good: (context: string) => ({
    en: `The dialplan has all contexts, and all numbers tried are in ${context}.`,
    ru: `В плане набора есть все контексты, и все проверенные номера есть в ${context}.`,
  }),
  noAgents: (context: string, agents: string) => ({
    en:
      `The context ${context} does not have ${agents}, so colleagues can not be called: ` +
      'correct telephony.context, or the extension.',
    ru:
      `В контексте ${context} нет ${agents}, коллегам не позвонить: ` +
      'исправьте telephony.context или внутренний номер.',
  }),
  noExample: (context: string, number: string) => ({
    en:
      `Whether clients can be called was not looked at: the context ${context} does not have ${number}, which is an ` +
      'example of a Russian number. Name a number of a client of yours, such as: check +442071234567',
    ru:
      `Звонки клиентам не проверены: в контексте ${context} нет ${number}, а это лишь пример российского номера. ` +
      'Укажите номер своего клиента, например: check +79001234567',
  }),
  noOutside: (context: string, number: string) => ({
    en:
      `The context ${context} does not have ${number}, a number outside, so clients can not be called: correct ` +
      'telephony.context, or telephony.numbers.toPbx when the dialplan wants numbers written otherwise. Another ' +
      'number is tried by: check +442071234567',
    ru:
      `В контексте ${context} нет внешнего номера ${number}, клиентам не позвонить: исправьте telephony.context ` +
      'или, если план набора ждёт номера в другом виде, telephony.numbers.toPbx. Проверить другой номер: ' +
      'check +79001234567',
  }),
} satisfies Messages;

/** The agents' phones. */
export const phoneMessages = {
  unknown: (device: string, extension: string) => ({
    en: `Asterisk has no endpoint for ${device}, the phone of ${extension}: correct telephony.devices, or the extension.`,
    ru: `В Asterisk нет endpoint для ${device}, телефона ${extension}: исправьте telephony.devices или внутренний номер.`,
  }),
  away: (device: string, extension: string) => ({
    en: `${device}, the phone of ${extension}, is not registered.`,
    ru: `${device}, телефон ${extension}, не зарегистрирован.`,
  }),
  unasked: (device: string, extension: string) => ({
    en: `${device}, the phone of ${extension}, is not PJSIP and was not checked.`,
    ru: `${device}, телефон ${extension}, не PJSIP и не проверен.`,
  }),
  notAllowed: (device: string, extension: string) => ({
    en: `${device}, the phone of ${extension}, was not looked at: "write" of the user in manager.conf lacks "system".`,
    ru: `${device}, телефон ${extension}, не проверен: в write пользователя в manager.conf нет system.`,
  }),
  norOthers: (first: Message, others: readonly string[], more: number) => ({
    en: `${first.en} Nor were ${[...others, ...(more === 0 ? [] : [`${more} more`])].join(', ')}.`,
    ru: `${first.ru} Как и ${others.join(', ')}${more === 0 ? '' : ` (и ещё ${more})`}.`,
  }),
  noModule: (device: string, extension: string) => ({
    en: `${device}, the phone of ${extension}, can not be used: Asterisk has no action PJSIPShowEndpoint, so the module res_pjsip.so is not loaded.`,
    ru: `${device}, телефон ${extension}, использовать нельзя: в Asterisk нет действия PJSIPShowEndpoint, модуль res_pjsip.so не загружен.`,
  }),
  there: (device: string, extension: string) => ({
    en: `${device}, the phone of ${extension}, is registered.`,
    ru: `${device}, телефон ${extension}, зарегистрирован.`,
  }),
  otherContext: (device: string, dials: string, context: string) => ({
    en: `${device} dials in the context ${dials}, but telephony.context is ${context}: set the one in which agents dial.`,
    ru: `${device} звонит из контекста ${dials}, а в telephony.context указан ${context}: укажите тот, из которого звонят операторы.`,
  }),
} satisfies Messages;

/** The dialplan's question to the backend: who is responsible. */
export const routingMessages = {
  noUrl: {
    en: 'The dialplan has no ASTERISKNG_URL among its globals, so it does not ask who is responsible. docs/ROUTING.en.md says where it stands.',
    ru: 'В глобальных переменных плана набора нет ASTERISKNG_URL, об ответственном он не спрашивает. Где её задать, описано в docs/ROUTING.md.',
  },
  otherPath: (url: string, path: string) => ({
    en:
      `ASTERISKNG_URL of the dialplan is ${url}, but the backend answers below ${path}: ` +
      'the address ends with "path" of server.yaml. docs/ROUTING.en.md says where it stands.',
    ru:
      `ASTERISKNG_URL в плане набора — ${url}, а сервер отвечает по пути ${path}: ` +
      'адрес должен оканчиваться на path из server.yaml. Где он задан, описано в docs/ROUTING.md.',
  }),
  otherKey: {
    en: "ASTERISKNG_ROUTING_KEY of the dialplan is not the backend's ASTERISKNG_ROUTING_KEY. docs/ROUTING.en.md says where it stands.",
    ru: 'ASTERISKNG_ROUTING_KEY в плане набора не совпадает с ASTERISKNG_ROUTING_KEY сервера. Где он задан, описано в docs/ROUTING.md.',
  },
  noCurl: {
    en: 'The dialplan can not ask who is responsible: the module func_curl.so is not loaded.',
    ru: 'План набора не может спросить об ответственном: модуль func_curl.so не загружен.',
  },
  good: {
    en: 'The dialplan asks the backend who is responsible, with a key that it accepts.',
    ru: 'План набора спрашивает сервер об ответственном, ключ подходит.',
  },
} satisfies Messages;
