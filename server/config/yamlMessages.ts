import type { Message, Messages } from '../system/Message';

/** Explanations of YAML syntax errors. The parser's own texts quote lines, which may contain a secret. */
export const yamlMessages = {
  noYaml: (why: Message) => ({ en: `it is no YAML: ${why.en}`, ru: `это не YAML: ${why.ru}` }),
  tab: {
    en: 'a tab stands before the setting; indent with blanks',
    ru: 'перед настройкой табуляция; делайте отступ пробелами',
  },
  indent: {
    en: 'it is indented otherwise than the settings around it',
    ru: 'отступ не такой, как у соседних настроек',
  },
  secondColonOrIndent: {
    en: 'a second colon, or a line below that is indented too far; put a value with a colon into quotation marks',
    ru: 'второе двоеточие или лишний отступ строкой ниже; значение с двоеточием возьмите в кавычки',
  },
  secondColon: {
    en: 'a second colon; put a value with a colon into quotation marks',
    ru: 'второе двоеточие; значение с двоеточием возьмите в кавычки',
  },
  noColon: {
    en: 'a colon with a blank behind it is missing between a setting and its value',
    ru: 'между настройкой и значением нет двоеточия с пробелом',
  },
  comma: {
    en: 'a comma is missing before this, or a quotation mark stands within quotation marks',
    ru: 'перед этим местом нет запятой, или внутри кавычек стоит кавычка',
  },
  firstCharacter: {
    en: 'a value can not begin with this character; put it into quotation marks',
    ru: 'значение не может начинаться с этого символа; возьмите его в кавычки',
  },
  alias: {
    en: 'a value can not begin with * or &; put it into quotation marks',
    ru: 'значение не может начинаться с * или &; возьмите его в кавычки',
  },
  backslash: {
    en: "a backslash stands within double quotation marks; use single ones: '…'",
    ru: "обратная косая черта внутри двойных кавычек; возьмите одинарные: '…'",
  },
  secondDocument: {
    en: '--- begins a second document, and one is read',
    ru: '--- начинает второй документ, а читается только один',
  },
  manyAliases: {
    en: 'too many values are repeated by * and &',
    ru: 'слишком много повторов через * и &',
  },
  notUtf8: (line: number) => ({
    en:
      `line ${line}: the file is not saved as UTF-8, so its letters can not be read; save it as UTF-8, or convert it: ` +
      'iconv -f CP1251 -t UTF-8 old.yaml > new.yaml',
    ru:
      `строка ${line}: файл сохранён не в UTF-8, буквы не прочитать; сохраните его в UTF-8 или перекодируйте: ` +
      'iconv -f CP1251 -t UTF-8 old.yaml > new.yaml',
  }),
  openedHere: {
    en: 'a bracket or a quotation mark that is opened here is not closed',
    ru: 'открытая здесь скобка или кавычка не закрыта',
  },
  notClosed: { en: 'a bracket or a quotation mark is not closed', ru: 'не закрыта скобка или кавычка' },
  entryIndent: {
    en: 'it is indented less than the entry above it',
    ru: 'отступ меньше, чем у записи выше',
  },
  double: (name: string, line: number) => ({
    en: `${name} stands here a second time, the first is on line ${line}: keep one of them`,
    ru: `${name} стоит здесь второй раз, первый — в строке ${line}: оставьте один`,
  }),
} satisfies Messages;
