import type { Messages } from '../system/Message';

/** Rules of numbers. */
export const numberMessages = {
  tooLong: (longest: number) => ({
    en: `an expression may have ${longest} characters at most`,
    ru: `в выражении не больше ${longest} символов`,
  }),
  noExpression: { en: 'it is not a regular expression', ru: 'это не регулярное выражение' },
  repeatedGroup: { en: 'a group in it must not be repeated', ru: 'группу в нём повторять нельзя' },
  manyWays: {
    en: 'it can be tried in too many ways, which may take seconds: fewer of * + ? | and of {1,9}, which may match one text in several ways',
    ru: 'его можно примерить слишком многими способами, на это могут уйти секунды: нужно меньше * + ? | и {1,9}, которые подходят к одному тексту по-разному',
  },
  toPbx: (number: string, result: string) => ({
    en: `${number} to the telephone system: ${result}`,
    ru: `${number} в АТС: ${result}`,
  }),
  toCrm: (number: string, result: string) => ({
    en: `${number} to amoCRM: ${result}`,
    ru: `${number} в amoCRM: ${result}`,
  }),
  noMatch: (rule: string) => ({ en: `${rule}: does not match`, ru: `${rule}: не подходит` }),
  makes: (rule: string, result: string) => ({
    en: `${rule}: makes ${result}`,
    ru: `${rule}: получается ${result}`,
  }),
} satisfies Messages;
