import type { LogMessages, Messages } from '../../system/Message';

/** Settings of Asterisk. */
export const asteriskSettingMessages = {
  name: {
    en: 'letters, digits, dot, dash and underscore',
    ru: 'можно буквы, цифры, точку, дефис и подчёркивание',
  },
  channel: {
    en: 'a channel such as PJSIP/101, or PJSIP/{extension}',
    ru: 'нужен канал, например PJSIP/101 или PJSIP/{extension}',
  },
  dialOptions: {
    en: 'options of Dial for the called party, of the letters t, k, h, w, x, or none',
    ru: 'нужны параметры Dial для вызываемого — из букв t, k, h, w, x — или none',
  },
  phoneNeeded: { en: 'a phone is needed', ru: 'нужен хотя бы один телефон' },
  pickupWithoutDevice: (setting: string) => ({
    en: `${setting}.answer is pickup, but ${setting}.answerDevice does not name the phone that takes the call: there is no Answer button.`,
    ru: `${setting}.answer — pickup, а ${setting}.answerDevice не задан, и неизвестно, какой телефон принимает звонок: кнопки «Ответить» не будет.`,
  }),
  deviceWithoutPickup: (setting: string) => ({
    en: `${setting}.answerDevice has no effect without answer: pickup beside it.`,
    ru: `${setting}.answerDevice ни на что не влияет без answer: pickup.`,
  }),
  weakSecret: (least: number) => ({
    en: `The secret in ASTERISKNG_AMI_SECRET is short (less than ${least} characters), that of a sample or a pattern, and who guesses it runs the telephone system: make one with openssl rand -hex 24, for manager_asteriskng.conf too.`,
    ru: `Пароль в ASTERISKNG_AMI_SECRET короткий (меньше ${least} символов), из примера или однообразен, а кто его подберёт, управляет АТС: сделайте новый (openssl rand -hex 24) и впишите его и в manager_asteriskng.conf.`,
  }),
} satisfies Messages;

/** The log of the Asterisk driver. */
export const asteriskLog = {
  draftsNotKept: {
    event: 'asterisk.open-calls-not-stored',
    en: 'open calls can not be stored',
    ru: 'не удаётся сохранить текущие звонки',
  },
  eventSkipped: {
    event: 'asterisk.event-skipped',
    en: 'an event of Asterisk was skipped',
    ru: 'событие Asterisk пропущено',
  },
  unknownNumber: {
    event: 'asterisk.unknown-number',
    en: 'the dialplan does not know the number that was called',
    ru: 'набранного номера нет в плане набора',
  },
  unusable: {
    event: 'asterisk.unusable',
    en: 'Asterisk can not be used',
    ru: 'Asterisk недоступен',
  },
} satisfies LogMessages;
