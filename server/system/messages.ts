import type { LogMessages, Message, Messages } from './Message';

/** Faults of the configuration that are not those of one value. */
export const systemMessages = {
  configurationFaults: (faults: Message) => ({
    en: `The configuration has faults:\n  - ${faults.en}`,
    ru: `Ошибки в настройках:\n  - ${faults.ru}`,
  }),
  settingFault: (setting: string, why: Message) => ({
    en: `${setting}: ${why.en}`,
    ru: `${setting}: ${why.ru}`,
  }),
  noSuchFile: (setting: string) => ({
    en: `${setting}: there is no such file`,
    ru: `${setting}: нет такого файла`,
  }),
} satisfies Messages;

/** Reasons why a file or a folder can't be used. */
export const fileMessages = {
  notAllowed: {
    en: 'the user that runs the backend may not use it; give it to that user (chown) or correct its rights (chmod)',
    ru: 'у пользователя, от которого работает сервер, нет прав; смените владельца (chown) или права (chmod)',
  },
  isFolder: { en: 'it is a folder, and a file is expected', ru: 'это папка, а нужен файл' },
  fileInPath: {
    en: 'a part of its path is a file, and a folder is expected',
    ru: 'часть пути — файл, а нужна папка',
  },
  missing: { en: 'there is no such file or folder', ru: 'нет такого файла или папки' },
  readOnly: {
    en: 'it lies on a file system that can only be read',
    ru: 'файловая система доступна только для чтения',
  },
  diskFull: { en: 'the disk is full', ru: 'на диске нет места' },
  tooManyOpen: { en: 'too many files are open', ru: 'открыто слишком много файлов' },
  refused: (code: string) => ({
    en: `the system refuses it (${code})`,
    ru: `система отказывает (${code})`,
  }),
  lockedBy: (pid: string, command: string) => ({
    en: `process ${pid}${command}`,
    ru: `процессом ${pid}${command}`,
  }),
  /** For the nearest folder above a path: its own path, and why it can't be used. */
  ofPath: (path: string, why: Message) => ({ en: `${path}: ${why.en}`, ru: `${path}: ${why.ru}` }),
} satisfies Messages;

/** Faults of settings that occur in several sections. */
export const schemaMessages = {
  variableNeeded: (variable: string) => ({
    en: `${variable} is needed`,
    ru: `нужна переменная ${variable}`,
  }),
  variableLength: (variable: string, least: number) => ({
    en: `${variable}: it has at least ${least} characters`,
    ru: `${variable}: нужно не меньше ${least} символов`,
  }),
  shortKey: (variable: string, least: number) => ({
    en: `the key in ${variable} has at least ${least} characters; make one with: openssl rand -hex 24`,
    ru: `в ключе в ${variable} не меньше ${least} символов; сделайте новый: openssl rand -hex 24`,
  }),
  knownKey: (variable: string) => ({
    en: `the key in ${variable} is that of a sample or a pattern, so anybody may guess it; make one with: openssl rand -hex 24`,
    ru: `ключ в ${variable} взят из примера или однообразен, его легко угадать; сделайте новый: openssl rand -hex 24`,
  }),
  address: (example: string) => ({
    en: `an address such as ${example}`,
    ru: `нужен адрес, например ${example}`,
  }),
  noTls: {
    en: 'the address begins with https://, since secrets go there; http:// is for this machine alone (127.0.0.1)',
    ru: 'адрес начинается с https://: по нему уходят секреты; http:// — только для этой машины (127.0.0.1)',
  },
  extension: { en: 'an extension', ru: 'нужен внутренний номер' },
} satisfies Messages;

/** Log entries about features. */
export const featureLog = {
  closeFailed: {
    event: 'feature.close-failed',
    en: 'a feature of the backend failed to close',
    ru: 'ошибка при остановке одной из частей сервера',
  },
  closeTooLong: {
    event: 'feature.close-timeout',
    en: 'a feature of the backend takes too long to close; the others close meanwhile',
    ru: 'остановка одной из частей сервера затянулась; остальные останавливаются без неё',
  },
} satisfies LogMessages;
