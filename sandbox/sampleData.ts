/** A user of the sandbox's amoCRM account. */
export interface SampleUser {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly extension: string;
}

/** A card of the sandbox: contact, lead or company. */
export interface SampleCard {
  readonly kind: 'contacts' | 'leads' | 'companies';
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly note: string;
}

export const users: readonly SampleUser[] = [
  { id: 7461242, email: 'anna@example.com', name: 'Анна Смирнова', extension: '101' },
  { id: 7461243, email: 'boris@example.com', name: 'Борис Орлов', extension: '102' },
  // This one has no extension: the backend does not know the user.
  { id: 7461244, email: 'vera@example.com', name: 'Вера Новикова', extension: '' },
];

export const cards: readonly SampleCard[] = [
  {
    kind: 'contacts',
    id: '1001',
    name: 'Иван Петров',
    phones: ['+7 (910) 123-45-67'],
    note: 'Постоянный клиент',
  },
  {
    kind: 'contacts',
    id: '1002',
    name: 'Ольга Ёлкина',
    phones: ['8 916 555-12-12', '+7 495 500-10-20 доб. 12'],
    note: 'Просила перезвонить',
  },
  {
    kind: 'contacts',
    id: '1003',
    name: "Пётр «Сантехник» О'Нил",
    phones: ['89035551213'],
    note: 'Кавычки и апостроф в имени',
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
    kind: 'leads',
    id: '2001',
    name: 'Поставка телефонов',
    phones: ['+7 (910) 123-45-67'],
    note: 'Контакт: Иван Петров',
  },
  {
    kind: 'leads',
    id: '2002',
    name: 'Ремонт офиса',
    phones: ['8 916 555-12-12'],
    note: 'Контакт: Ольга Ёлкина',
  },
  {
    kind: 'companies',
    id: '3001',
    name: 'ООО «Ромашка»',
    phones: ['+7 495 500-10-20', '102'],
    note: 'Внутренний номер коллеги — 102',
  },
];

/** The phone book of the sandbox's backend: its contacts, with the number as it would be dialled. */
export const phonebook = cards
  .filter(({ kind }) => kind === 'contacts')
  .map(({ id, name, phones }) => ({ name, phone: (phones[0] ?? '').replace(/[^+\d]/g, ''), contactId: id }));
