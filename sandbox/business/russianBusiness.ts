import { stageIds, trainee, userIds, type Business } from './Business';
import { pastCallsIn } from './pastCallsIn';
import { russianCards } from './russianCards';
import { russianOutcomes } from './russianOutcomes';

const { first: ANNA, second: BORIS, third: VERA } = userIds;

/**
 * Made-to-order furniture in Moscow. Russia reserves no numbers for fiction; those with 012 after the code are not
 * assigned.
 */
export const russianBusiness: Business = {
  language: 'ru',
  name: 'Мастерская «Дубрава»',
  currency: 'RUB',
  users: [
    { id: ANNA, email: 'anna@example.com', name: 'Анна Смирнова', extension: '101' },
    { id: BORIS, email: 'boris@example.com', name: 'Борис Орлов', extension: '102' },
    // Without an extension: not an agent of the backend.
    { id: VERA, email: 'vera@example.com', name: 'Вера Новикова', extension: '' },
    { ...trainee, email: 'ksenia@example.com', name: 'Ксения Белова' },
  ],
  stages: [
    { id: stageIds.fresh, name: 'Новая заявка' },
    { id: stageIds.measuring, name: 'Замер' },
    { id: stageIds.offer, name: 'Смета отправлена' },
    { id: stageIds.contract, name: 'Договор' },
    { id: stageIds.won, name: 'Успешно реализовано' },
    { id: stageIds.lost, name: 'Закрыто и не реализовано' },
  ],
  cards: russianCards,
  tasks: [
    {
      text: 'Прислать смету на ночной монтаж',
      card: { kind: 'leads', id: '2001' },
      responsible: ANNA,
      dueIn: 7_200,
    },
    {
      text: 'Привезти образец столешницы',
      card: { kind: 'leads', id: '2005' },
      responsible: BORIS,
      dueIn: 93_600,
    },
    {
      text: 'Напомнить о подписании договора',
      card: { kind: 'leads', id: '2002' },
      responsible: BORIS,
      dueIn: 183_600,
    },
  ],
  pastCalls: pastCallsIn('ru'),
  queue: 'Отдел продаж',
  outcomes: russianOutcomes,
  unknownNumber: '+79995550011',
};
