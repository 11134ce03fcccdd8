import type { Message, Messages } from '../system/Message';

/** Reasons why a setting is rejected. */
export const settingMessages = {
  noSuchSetting: { en: 'no such setting', ru: 'такой настройки нет' },
  needed: (choice: Message) => ({ en: `it is needed${choice.en}`, ru: `настройка обязательна${choice.ru}` }),
  entryNeeded: { en: 'an entry is needed', ru: 'нужна хотя бы одна запись' },
  wholeNumber: { en: 'a whole number is expected', ru: 'нужно целое число' },
  least: (bound: string) => ({ en: `${bound} or more is expected`, ru: `нужно не меньше ${bound}` }),
  most: (bound: string) => ({ en: `${bound} at the most is expected`, ru: `нужно не больше ${bound}` }),
  empty: { en: 'it is empty', ru: 'значение пустое' },
  shortest: (bound: string) => ({
    en: `${bound} characters or more are expected`,
    ru: `слишком коротко: нужно символов не меньше ${bound}`,
  }),
  tooManyEntries: (bound: string) => ({
    en: `it is too long: ${bound} entries at the most`,
    ru: `слишком много записей: не больше ${bound}`,
  }),
  longest: (bound: string) => ({
    en: `it is too long: ${bound} characters at the most`,
    ru: `слишком длинно: символов не больше ${bound}`,
  }),
  switchedOff: {
    en: 'it has settings below it and is not switched off so: write { enabled: false } where it has that, or leave it out',
    ru: 'это раздел с настройками, так он не выключается: напишите { enabled: false }, если в нём есть enabled, или удалите его',
  },
  section: {
    en: 'settings are expected below it, and not a single value',
    ru: 'нужны вложенные настройки, а не одно значение',
  },
  list: {
    en: 'a list is expected: a line for each entry, which begins with a dash, or [a, b]',
    ru: 'нужен список: каждая запись с новой строки и с дефиса, или [a, b]',
  },
  number: { en: 'a number is expected', ru: 'нужно число' },
  numberUnquoted: {
    en: 'a number is expected: take the quotation marks away',
    ru: 'нужно число: уберите кавычки',
  },
  boolean: { en: 'true or false is expected', ru: 'нужно true или false' },
  booleanUnquoted: {
    en: 'true or false is expected: take the quotation marks away',
    ru: 'нужно true или false: уберите кавычки',
  },
  textUnquoted: {
    en: 'a text is expected: put it into quotation marks',
    ru: 'нужен текст: возьмите его в кавычки',
  },
  text: { en: 'a text is expected, and not settings or a list', ru: 'нужен текст, а не раздел и не список' },
  otherValue: (choice: Message) => ({
    en: `another value is expected${choice.en}`,
    ru: `нужно другое значение${choice.ru}`,
  }),
  choice: (first: string, last: string) => ({ en: `: ${first} or ${last}`, ru: `: ${first} или ${last}` }),
  noChoice: { en: '', ru: '' },
  /** For a secret: its place in the configuration is not where an administrator can mend it. */
  ofVariable: (why: Message, variable: string) => ({
    en: `${why.en}; it comes from ${variable}, or a file whose path is in ${variable}_FILE`,
    ru: `${why.ru}; значение берётся из ${variable} или из файла, путь к которому задан в ${variable}_FILE`,
  }),
  withValue: (why: Message, value: string) => ({
    en: `${why.en} ("${value}")`,
    ru: `${why.ru} («${value}»)`,
  }),
  misreadAgent: (written: string, read: string) => ({
    en: `YAML reads ${written} as ${read}; put it into quotation marks`,
    ru: `YAML читает ${written} как ${read}; возьмите значение в кавычки`,
  }),
  misread: {
    en: 'YAML reads it as another number; put it into quotation marks',
    ru: 'YAML читает это как другое число; возьмите значение в кавычки',
  },
  double: (value: string, other: Message) => ({
    en: `${value} is already that of ${other.en}`,
    ru: `${value} уже есть: ${other.ru}`,
  }),
} satisfies Messages;

/** Places of settings in a file. */
export const placeMessages = {
  entry: (before: string, number: number) => ({
    en: `${before}, entry ${number}`,
    ru: `${before}, запись ${number}`,
  }),
  entryAlone: (number: number) => ({ en: `entry ${number}`, ru: `запись ${number}` }),
  file: { en: 'the file', ru: 'файл' },
  atLine: (place: Message, line: number) => ({
    en: `${place.en} (line ${line})`,
    ru: `${place.ru} (строка ${line})`,
  }),
  fault: (place: Message, why: Message) => ({
    en: `${place.en}: ${why.en}`,
    ru: `${place.ru}: ${why.ru}`,
  }),
  inFile: (path: string, why: Message) => ({ en: `${path}, ${why.en}`, ru: `${path}, ${why.ru}` }),
  lineAndColumn: (line: number, column: number, why: Message) => ({
    en: `line ${line}, column ${column}: ${why.en}`,
    ru: `строка ${line}, столбец ${column}: ${why.ru}`,
  }),
} satisfies Messages;

/** Faults of particular settings and environment variables. */
export const valueMessages = {
  noPhone: { en: 'no telephone number', ru: 'это не номер телефона' },
  noEmail: { en: 'no e-mail address', ru: 'это не адрес почты' },
  extensionQuoted: {
    en: "an extension in quotation marks, such as '101'",
    ru: "нужен внутренний номер в кавычках, например '101'",
  },
  extension: { en: 'an extension has 2 to 8 digits', ru: 'внутренний номер — от 2 до 8 цифр' },
  digits: { en: 'digits', ru: 'нужны цифры' },
  path: { en: 'a path begins with /', ru: 'путь начинается с /' },
  shortKey: {
    en: 'a key in ASTERISKNG_SECRET_KEYS has at least 16 characters; an old one of 8 to 15 may stand behind a new one while you change it: new,old',
    ru: 'в ключе в ASTERISKNG_SECRET_KEYS не меньше 16 символов; старый, от 8 до 15, может стоять за новым, пока вы его меняете: новый,старый',
  },
  noKey: {
    en: "put a key of 16 characters or more into ASTERISKNG_SECRET_KEYS, or a file's path into ASTERISKNG_SECRET_KEYS_FILE",
    ru: 'задайте ключ не короче 16 символов в ASTERISKNG_SECRET_KEYS или путь к файлу с ним в ASTERISKNG_SECRET_KEYS_FILE',
  },
  manyKeys: {
    en: 'ASTERISKNG_SECRET_KEYS has two keys at most',
    ru: 'в ASTERISKNG_SECRET_KEYS может быть не больше двух ключей',
  },
  oauthAlone: {
    en: 'amocrm.oauth: several backends need a long-lived token instead',
    ru: 'amocrm.oauth: если серверов несколько, нужен долгосрочный токен',
  },
  keysInFile: {
    en: 'secretKeys: keys come from ASTERISKNG_SECRET_KEYS or a file that ASTERISKNG_SECRET_KEYS_FILE names',
    ru: 'secretKeys: ключи задаются в ASTERISKNG_SECRET_KEYS или в файле, путь к которому в ASTERISKNG_SECRET_KEYS_FILE',
  },
  secretInFile: (setting: string, variable: string) => ({
    en: `${setting}: it comes from ${variable} or a file that ${variable}_FILE names`,
    ru: `${setting}: задаётся в ${variable} или в файле, путь к которому в ${variable}_FILE`,
  }),
  noSettings: (path: string) => ({
    en: `${path}: settings with their values are expected, such as port: 8080 (with a colon and a blank)`,
    ru: `${path}: нужны настройки со значениями, например port: 8080 (с двоеточием и пробелом)`,
  }),
  unknownVariable: (name: string) => ({
    en: `The environment variable ${name} is not known and has no effect`,
    ru: `Переменная окружения ${name} неизвестна и ни на что не влияет`,
  }),
  misspelledVariable: (name: string, near: string) => ({
    en: `The environment variable ${name} is not known and has no effect; is ${near} meant?`,
    ru: `Переменная окружения ${name} неизвестна и ни на что не влияет; может быть, ${near}?`,
  }),
} satisfies Messages;

/** Keys of several doors. */
export const keyMessages = {
  shared: (variable: string, other: string) => ({
    en: `${variable} is the same as ${other}: who learns the one has the other; make a new one with: openssl rand -hex 24`,
    ru: `${variable} совпадает с ${other}: кто узнает один ключ, узнает и другой; сделайте новый: openssl rand -hex 24`,
  }),
  short: (variable: string, least: number) => ({
    en: `A key in ${variable} has less than ${least} characters; change it when you can: openssl rand -hex 24`,
    ru: `В ${variable} есть ключ короче ${least} символов; замените его при случае: openssl rand -hex 24`,
  }),
  known: (variable: string) => ({
    en: `A key in ${variable} is that of a sample or a pattern, so anybody may guess it; change it: openssl rand -hex 24`,
    ru: `Ключ в ${variable} взят из примера или однообразен, его легко угадать; замените его: openssl rand -hex 24`,
  }),
} satisfies Messages;

/** Heading of the command `numbers`: where its rules come from. */
export const ruleMessages = {
  ofFile: (path: string) => ({ en: `The rules of ${path}:`, ru: `Правила из ${path}:` }),
  noRules: (path: string) => ({
    en: `${path} has no telephony.numbers. The rules that hold without it:`,
    ru: `В ${path} нет telephony.numbers. Без него действуют правила:`,
  }),
  noFile: (path: string) => ({
    en: `There is no settings file ${path}; name yours by ASTERISKNG_CONFIG. The rules that hold without it:`,
    ru: `Файла настроек ${path} нет; укажите свой в ASTERISKNG_CONFIG. Без него действуют правила:`,
  }),
} satisfies Messages;
