import type { LogMessages, Messages } from '../system/Message';

/** Faults of the section `recordings`. */
export const recordingSettingMessages = {
  notBelow: { en: 'a template is a path below the folder', ru: 'шаблон — это путь внутри папки' },
  leadsOut: {
    en: 'a template must not lead out of the folder',
    ru: 'шаблон не должен выходить за пределы папки',
  },
  unknownField: (field: string) => ({ en: `${field} is not known`, ru: `${field}: такого поля нет` }),
  absolute: {
    en: 'a folder needs an absolute path, from the root',
    ru: 'нужен полный путь к папке, от корня',
  },
  keyNeeded: { en: 'a key is needed', ru: 'нужен ключ' },
  manyKeys: { en: 'five keys at most', ru: 'ключей не больше пяти' },
  keyLength: {
    en: 'a key of links has at least 16 characters',
    ru: 'в ключе для ссылок не меньше 16 символов',
  },
  timeZone: {
    en: 'no time zone: write it such as Europe/Moscow',
    ru: 'нет такого часового пояса: пишите, например, Europe/Moscow',
  },
  noAddress: { en: 'no address', ru: 'это не адрес' },
  noOrigin: { en: 'no origin', ru: 'это не адрес сайта' },
} satisfies Messages;

/** Findings of `server check` about recordings. */
export const recordingCheckMessages = {
  name: { en: 'recordings', ru: 'Записи разговоров' },
  noKey: {
    en: 'There is no key for links, so calls get no link to their recording. Put one of 16 characters or more into ASTERISKNG_LINK_KEY.',
    ru: 'Нет ключа для ссылок, поэтому у звонков не будет ссылок на записи. Задайте ключ не короче 16 символов в ASTERISKNG_LINK_KEY.',
  },
  signed: { en: 'Links to recordings are signed.', ru: 'Ссылки на записи подписываются.' },
  signedWithOthers: (others: number) => ({
    en: `Links to recordings are signed. Of ${others} more key${others === 1 ? '' : 's'}, older links are accepted until you remove the key.`,
    ru: `Ссылки на записи подписываются. Прежних ключей — ${others}: ссылки с ними действуют, пока вы их не уберёте.`,
  }),
  address: (address: string) => ({
    en: `Links begin with ${address}.`,
    ru: `Ссылки начинаются с ${address}.`,
  }),
  noHttps: {
    en: 'The address of recordings has no https, so pages of amoCRM do not play them. Set recordings.address to one with https.',
    ru: 'Адрес записей без https, страница amoCRM их не воспроизведёт. Задайте в recordings.address адрес с https.',
  },
  readable: (path: string) => ({ en: `${path} can be read.`, ru: `${path}: читается.` }),
  noFolder: (path: string) => ({
    en: `${path} is no folder. Correct recordings.folders.`,
    ru: `${path} — не папка. Исправьте recordings.folders.`,
  }),
  unreadable: (path: string) => ({
    en: `${path} does not exist or can't be read. Correct recordings.folders, or let the user of this backend read it (for instance by the group asterisk).`,
    ru: `${path} нет или нет прав на чтение. Исправьте recordings.folders или дайте права пользователю сервера (например, через группу asterisk).`,
  }),
  noFfmpeg: (program: string) => ({
    en: `${program} does not run, so recordings are served as they are. Install ffmpeg, or set recordings.mp3.enabled to false.`,
    ru: `${program} не запускается, поэтому записи отдаются как есть. Установите ffmpeg или задайте recordings.mp3.enabled: false.`,
  }),
  noMp3: (program: string) => ({
    en: `${program} can't make MP3, so recordings are served as they are. Install an ffmpeg with libmp3lame.`,
    ru: `${program} не умеет делать MP3, поэтому записи отдаются как есть. Установите ffmpeg с libmp3lame.`,
  }),
  mp3: { en: 'Recordings are converted to MP3.', ru: 'Записи преобразуются в MP3.' },
} satisfies Messages;

/** Log entries about recordings. */
export const recordingLog = {
  notConverted: {
    event: 'recordings.not-converted',
    en: 'the conversion of a recording to MP3 failed; it is served unconverted',
    ru: 'не удалось преобразовать запись в MP3; она отдана как есть',
  },
} satisfies LogMessages;
