import { CALLER_PATIENCE_MS } from './callerPatienceMs';
import type { Scenario } from './Scenario';
import { scenarioIn } from './scenarioIn';

const incoming = scenarioIn('incoming');
const colleagues = scenarioIn('colleagues');

/** Scenarios with the company's missed calls, which a backend has that proves users. */
export const missedScenarios: readonly Scenario[] = [
  incoming(
    'all-miss',
    { ru: 'Пропустили все', en: 'Everybody misses a client' },
    {
      ru: 'Не отвечайте пять секунд: клиент встанет в список «Кому перезвонить» у обоих сотрудников — число в шапке панели. Откройте второго и возьмите клиента одним из них.',
      en: 'Do not answer for five seconds: the client is in the list “Who to call back” of both agents, behind the figure in the panel’s head. Open the other agent and take the client with one of them.',
    },
    (stage) =>
      stage.ring(stage.numberOf('inQueue'), stage.extensions, {
        via: stage.queue,
        givesUpMs: CALLER_PATIENCE_MS,
      }),
  ),
  colleagues(
    'colleague-takes-missed',
    { ru: 'Коллега берёт пропущенного', en: 'A colleague takes a missed client' },
    {
      ru: 'Первый в списке «Кому перезвонить» занят коллегой: ваших кнопок у него нет. Ещё раз — коллега его отпустит.',
      en: 'The first one in the list “Who to call back” is the colleague’s: your buttons are gone. Once more, and the colleague lets go.',
    },
    (stage) => stage.takeMissed(),
  ),
  colleagues(
    'colleague-calls-back',
    { ru: 'Коллега перезванивает', en: 'A colleague calls back' },
    {
      ru: 'Через несколько секунд разговора клиент у всех уходит вниз списка: «Поговорили».',
      en: 'After some seconds of talk the client moves to the end of everybody’s list: “Talked”.',
    },
    (stage) => stage.callBack(),
  ),
];
