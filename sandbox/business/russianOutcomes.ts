import type { Business } from './Business';

/** What agents of the Russian business say a call ended with. Of its queue's calls one is wanted. */
export const russianOutcomes: NonNullable<Business['outcomes']> = {
  waitSeconds: 30,
  required: ['Отдел продаж'],
  list: [
    { id: 'agreed', text: 'Договорились', callStatus: 4 },
    {
      id: 'call-back',
      text: 'Перезвонить',
      callStatus: 2,
      task: { text: 'Перезвонить', inMinutes: 120 },
      callBack: true,
    },
    { id: 'quote', text: 'Нужна смета', task: { text: 'Прислать смету', inMinutes: 1_440 } },
    { id: 'refused', text: 'Отказ' },
  ],
};
