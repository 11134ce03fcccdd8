import { exceptionNames, type ExceptionName } from '../protocol/exceptionName';
import type { Bilingual } from './page/deskShapes';

/** Why the desk could not play something. */
export const sceneFaults = {
  noScenario: (name: string): Bilingual => ({
    ru: `Сценария «${name}» нет`,
    en: `there is no scenario "${name}"`,
  }),
  noExtension: (extension: string): Bilingual => ({
    ru:
      extension === ''
        ? 'У этого сотрудника нет внутреннего номера'
        : `Внутреннего номера ${extension} ни у кого нет`,
    en: `nobody has the extension "${extension}"`,
  }),
  backendDead: { ru: 'Сервер телефонии не работает: сначала оживите его', en: 'the backend is dead' },
  elsewhere: {
    ru: 'Сервер телефонии не из песочницы: звонки на нём не разыграть',
    en: 'the telephone system is elsewhere',
  },
  noSimulator: { ru: 'У сервера телефонии нет имитатора', en: 'the telephone system is no simulator' },
  phoneFull: (extension: string): Bilingual => ({
    ru: `На аппарате ${extension} уже хватает звонков: сначала завершите один`,
    en: `the phone of ${extension} has calls enough: end one first`,
  }),
  phonesFull: {
    ru: 'Все аппараты заняты: сначала завершите звонок',
    en: 'no phone takes one more call: end one first',
  },
  notPickedUp: (extension: string): Bilingual => ({
    ru: `На аппарате ${extension} не удалось снять трубку`,
    en: `the phone of ${extension} could not be picked up`,
  }),
  noCall: { ru: 'Звонка нет: завершать нечего', en: 'there is no call to end' },
  colleagueBusy: { ru: 'Аппарат коллеги занят', en: 'the colleague’s phone is in use' },
  colleagueIdle: { ru: 'Коллега сейчас ни с кем не говорит', en: 'the colleague talks with nobody now' },
  noConsultation: { ru: 'Коллега сейчас ни с кем не советуется', en: 'the colleague consults nobody now' },
  refused: (method: string, name: string): Bilingual => ({
    ru: `Сервер телефонии отказал: ${isKnown(name) ? refusals[name] : 'причина неизвестна'}`,
    en: `${method}: ${name}`,
  }),
  oddAnswer: (method: string, kind: string): Bilingual => ({
    ru: 'Сервер телефонии ответил непонятно',
    en: `${method}: the backend answers "${kind}"`,
  }),
} as const;

const refusals: Readonly<Record<ExceptionName, string>> = {
  UnknownAgent: 'у сотрудника нет внутреннего номера',
  UnknownContact: 'такого контакта нет в телефонной книге',
  NoActiveCall: 'звонка уже нет',
  WrongPhase: 'звонок в другом состоянии',
  InvalidNumber: 'такой номер не набрать',
  AgentBusy: 'аппарат занят звонком',
  AgentUnavailable: 'аппарат не отвечает',
  NotSupported: 'АТС этого не умеет',
  TelephonyUnavailable: 'АТС не отвечает',
  TooManyRequests: 'слишком много запросов',
  InternalError: 'ошибка на сервере',
};

function isKnown(name: string): name is ExceptionName {
  return exceptionNames.some((one) => one === name);
}
