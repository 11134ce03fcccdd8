import type { LogMessages, Messages } from '../system/Message';

/** Faults of the section `dialing`. */
export const dialingSettingMessages = {
  country: { en: 'a country is such as RU', ru: 'нужна страна, например RU' },
  beginning: {
    en: "the beginning of a number in quotation marks, such as '+7809'",
    ru: "нужно начало номера в кавычках, например '+7809'",
  },
  prefix: { en: "digits in quotation marks, such as '9'", ru: "нужны цифры в кавычках, например '9'" },
  time: { en: "a time in quotation marks, such as '09:00'", ru: "нужно время в кавычках, например '09:00'" },
  transfersAbroad: {
    en: "all, or a list of extensions in quotation marks, such as ['101', '102']",
    ru: "нужно all или список внутренних номеров в кавычках, например ['101', '102']",
  },
  timeZone: { en: 'a time zone such as Europe/Moscow', ru: 'нужен часовой пояс, например Europe/Moscow' },
} satisfies Messages;

/** The log of numbers that were not dialled. */
export const dialingLog = {
  refused: {
    event: 'dialing.refused',
    en: 'a number was not dialled: the rules or limits of the section dialing forbid it',
    ru: 'номер не набран: запрещён правилами или пределами раздела dialing',
  },
} satisfies LogMessages;
