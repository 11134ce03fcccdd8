import type { Card } from '../page/Account';
import { stageIds, userIds, type Business } from './Business';

const { first: ANNA, second: BORIS, third: VERA } = userIds;

const contacts: readonly Card[] = [
  {
    kind: 'contacts',
    id: '1001',
    name: 'Иван Петров',
    phones: ['+7 (910) 123-45-67'],
    note: 'Управляющий. Звонить после 11:00',
    company: '3001',
    responsible: ANNA,
  },
  {
    kind: 'contacts',
    id: '1002',
    name: 'Ольга Ёлкина',
    phones: ['8 916 555-12-12', '+7 495 500-10-20 доб. 12'],
    note: 'Бухгалтерия, счета и акты',
    company: '3001',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1003',
    name: "Пётр О'Нил",
    phones: ['89035551213'],
    note: 'Кухня в новую квартиру, ключи в марте',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1005',
    name: 'Hans Müller',
    phones: ['+49 30 901820'],
    note: 'Поставщик фурнитуры, говорит по-русски',
    company: '3003',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1006',
    name: 'Кирилл Громов',
    phones: ['+7 499 123-45-00'],
    note: 'Прораб, телефон часто занят',
    responsible: ANNA,
  },
  {
    kind: 'contacts',
    id: '1007',
    name: 'Светлана Дорохова',
    phones: ['+7 499 123-45-01'],
    note: 'Днём на совещаниях, трубку не берёт',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1009',
    name: 'Марина Котова',
    phones: ['+7 495 777-88-99'],
    note: 'Дизайнер интерьеров',
    company: '3002',
    responsible: ANNA,
  },
  {
    kind: 'contacts',
    id: '1010',
    name: 'Сергей Котов',
    phones: ['8 (495) 777-88-99'],
    note: 'Отделка под ключ, офис общий с Мариной',
    company: '3002',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1011',
    name: 'Дмитрий Новосёлов',
    phones: ['+7 921 333-44-55'],
    note: 'Пришёл с выставки',
    company: '3002',
    responsible: ANNA,
    isOnlyInAmo: true,
  },
  {
    kind: 'contacts',
    id: '1012',
    name: 'Екатерина Лебедева',
    phones: ['+7 495 012-34-18'],
    note: 'Гардеробная, вторая очередь',
    responsible: ANNA,
  },
  {
    kind: 'contacts',
    id: '1013',
    name: 'Тимур Ахметов',
    phones: ['+7 495 012-34-27'],
    note: 'Ресторан «Айва», мебель для зала',
    responsible: BORIS,
  },
];

const leads: readonly Card[] = [
  {
    kind: 'leads',
    id: '2001',
    name: 'Стойка регистрации и холл',
    phones: ['+7 (910) 123-45-67'],
    note: 'Массив дуба, монтаж ночью',
    contact: '1001',
    responsible: ANNA,
    stage: stageIds.offer,
    price: 640_000,
  },
  {
    kind: 'leads',
    id: '2002',
    name: 'Двенадцать номеров: шкафы',
    phones: ['8 916 555-12-12'],
    note: 'Ждём подписанный договор',
    contact: '1002',
    responsible: BORIS,
    stage: stageIds.contract,
    price: 1_180_000,
  },
  {
    kind: 'leads',
    id: '2003',
    name: 'Кухня «Осло», 9 м²',
    phones: ['89035551213'],
    note: 'Замер в субботу',
    contact: '1003',
    responsible: BORIS,
    stage: stageIds.measuring,
    price: 385_000,
  },
  {
    kind: 'leads',
    id: '2004',
    name: 'Гардеробная на Лесной',
    phones: ['+7 495 012-34-18'],
    note: 'Понравился шпон ореха',
    contact: '1012',
    responsible: ANNA,
    stage: stageIds.fresh,
    price: 210_000,
  },
  {
    kind: 'leads',
    id: '2005',
    name: 'Столы для ресторана «Айва»',
    phones: ['+7 495 012-34-27'],
    note: 'Двадцать столов, образец отвезли',
    contact: '1013',
    responsible: BORIS,
    stage: stageIds.offer,
    price: 520_000,
  },
];

const companies: readonly Card[] = [
  {
    kind: 'companies',
    id: '3001',
    name: 'ООО «Ромашка»',
    phones: ['+7 495 500-10-20'],
    note: 'Гостиница на тридцать номеров, ремонт по этажам',
    responsible: ANNA,
  },
  {
    kind: 'companies',
    id: '3002',
    name: 'Студия «Котов и Котова»',
    phones: ['+7 495 777-88-90'],
    note: 'Приводят клиентов, скидка 7 %',
    responsible: BORIS,
  },
  {
    kind: 'companies',
    id: '3003',
    name: 'Müller Beschläge GmbH',
    phones: ['+49 30 901821'],
    note: 'Петли и направляющие',
    responsible: BORIS,
  },
];

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
  ],
  stages: [
    { id: stageIds.fresh, name: 'Новая заявка' },
    { id: stageIds.measuring, name: 'Замер' },
    { id: stageIds.offer, name: 'Смета отправлена' },
    { id: stageIds.contract, name: 'Договор' },
    { id: stageIds.won, name: 'Успешно реализовано' },
    { id: stageIds.lost, name: 'Закрыто и не реализовано' },
  ],
  cards: [...contacts, ...leads, ...companies],
  queue: 'Отдел продаж',
  unknownNumber: '+79995550011',
};
