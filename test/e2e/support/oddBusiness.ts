import { russianBusiness } from '../../../sandbox/business/russianBusiness';
import type { Business } from '../../../sandbox/business/Business';

/** The Russian business without what it begins with, and with more cards whose names test the widget: markup, a very long one, an emoji. */
export const oddBusiness: Business = {
  ...russianBusiness,
  tasks: [],
  pastCalls: [],
  cards: [
    ...russianBusiness.cards,
    {
      kind: 'contacts',
      id: '1004',
      name: '<img src=x onerror="window.__xss=1">',
      phones: ['+79265551214'],
      note: 'Разметка вместо имени: должна показаться текстом',
    },
    {
      kind: 'contacts',
      id: '1008',
      name: 'Очень длинное название контакта, которое никуда не помещается целиком и должно перенестись',
      phones: ['+79160001122'],
      note: '',
    },
    {
      kind: 'contacts',
      id: '1014',
      name: 'Alice Köhler 🎧',
      phones: ['+49 30 901822'],
      note: 'Эмодзи в имени',
    },
  ],
};
