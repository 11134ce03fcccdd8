import type { Messages } from '../system/Message';

/** Messages that several drivers share. */
export const telephonyMessages = {
  unusedExtension: (setting: string, extension: string) => ({
    en: `${setting}.${extension} has no effect: no agent has the extension ${extension}.`,
    ru: `${setting}.${extension} ни на что не влияет: внутреннего номера ${extension} нет ни у одного оператора.`,
  }),
} satisfies Messages;
