import type { Card, User } from './page/accountShapes';
import { dialable } from './page/dialable';

const ANNA = 7461242;
const BORIS = 7461243;

export const users: readonly User[] = [
  { id: ANNA, email: 'anna@example.com', name: 'Анна Смирнова', extension: '101' },
  { id: BORIS, email: 'boris@example.com', name: 'Борис Орлов', extension: '102' },
  // This one has no extension: the backend does not know the user.
  { id: 7461244, email: 'vera@example.com', name: 'Вера Новикова', extension: '' },
];

export const cards: readonly Card[] = [
  {
    kind: 'contacts',
    id: '1001',
    name: 'Иван Петров',
    phones: ['+7 (910) 123-45-67'],
    note: 'Постоянный клиент',
    company: '3001',
    responsible: ANNA,
  },
  {
    kind: 'contacts',
    id: '1002',
    name: 'Ольга Ёлкина',
    phones: ['8 916 555-12-12', '+7 495 500-10-20 доб. 12'],
    note: 'Просила перезвонить',
    company: '3001',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1003',
    name: "Пётр «Сантехник» О'Нил",
    phones: ['89035551213'],
    note: 'Кавычки и апостроф в имени',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1004',
    name: '<img src=x onerror="window.__xss=1">',
    phones: ['+79265551214'],
    note: 'Разметка вместо имени: должна показаться текстом',
  },
  {
    kind: 'contacts',
    id: '1005',
    name: 'Hans Müller 🎧',
    phones: ['+49 30 901820'],
    note: 'Номер за границей',
  },
  {
    kind: 'contacts',
    id: '1006',
    name: 'Занятой Клиент',
    phones: ['+7 499 123-45-00'],
    note: 'Номер на 00: всегда занято',
  },
  {
    kind: 'contacts',
    id: '1007',
    name: 'Молчаливый Клиент',
    phones: ['+7 499 123-45-01'],
    note: 'Номер на 01: не отвечает',
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
    id: '1009',
    name: 'Марина Котова',
    phones: ['+7 495 777-88-99'],
    note: 'Один номер на двоих с Сергеем Котовым',
    company: '3002',
    responsible: ANNA,
  },
  {
    kind: 'contacts',
    id: '1010',
    name: 'Сергей Котов',
    phones: ['8 (495) 777-88-99'],
    note: 'Один номер на двоих с Мариной Котовой',
    company: '3002',
    responsible: BORIS,
  },
  {
    kind: 'contacts',
    id: '1011',
    name: 'Дмитрий Новосёлов',
    phones: ['+7 921 333-44-55'],
    note: 'Есть в amoCRM, телефонная книга сервера его не знает',
    company: '3002',
    responsible: ANNA,
    isOnlyInAmo: true,
  },
  {
    kind: 'leads',
    id: '2001',
    name: 'Поставка телефонов',
    phones: ['+7 (910) 123-45-67'],
    note: 'Контакт: Иван Петров',
    contact: '1001',
    responsible: ANNA,
  },
  {
    kind: 'leads',
    id: '2002',
    name: 'Ремонт офиса',
    phones: ['8 916 555-12-12'],
    note: 'Контакт: Ольга Ёлкина',
    contact: '1002',
    responsible: BORIS,
  },
  {
    kind: 'companies',
    id: '3001',
    name: 'ООО «Ромашка»',
    phones: ['+7 495 500-10-20', '102'],
    note: 'Внутренний номер коллеги — 102',
    responsible: ANNA,
  },
  {
    kind: 'companies',
    id: '3002',
    name: 'ИП Котов',
    phones: ['+7 495 777-88-90'],
    note: '',
    responsible: BORIS,
  },
];

/** The phone book of the sandbox's backend: its contacts, with the number as it would be dialled. */
export const phonebook = cards
  .filter(({ kind, isOnlyInAmo }) => kind === 'contacts' && isOnlyInAmo !== true)
  .map(({ id, name, phones, company, responsible }) => ({
    name,
    phone: dialable(phones[0]),
    contactId: id,
    company: cards.find((card) => card.kind === 'companies' && card.id === company)?.name,
    responsible: users.find((user) => user.id === responsible)?.name,
  }));

/** Number of a contact of the sample; empty for none. */
export function numberOf(id: string): string {
  return dialable(cards.find((card) => card.kind === 'contacts' && card.id === id)?.phones[0]);
}
