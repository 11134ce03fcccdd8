import type { Card } from '../page/Account';
import { stageIds, userIds, type Business } from './Business';

const { first: EMMA, second: JAMES, third: PRIYA } = userIds;

const contacts: readonly Card[] = [
  {
    kind: 'contacts',
    id: '1001',
    name: 'Oliver Hartley',
    phones: ['+44 7700 900164'],
    note: 'General manager. Best after 11 am',
    company: '3001',
    responsible: EMMA,
  },
  {
    kind: 'contacts',
    id: '1002',
    name: 'Grace Whitmore',
    phones: ['07700 900218', '+44 20 7946 0120 ext. 12'],
    note: 'Accounts, invoices and purchase orders',
    company: '3001',
    responsible: JAMES,
  },
  {
    kind: 'contacts',
    id: '1003',
    name: 'Sean O’Neill',
    phones: ['07700900337'],
    note: 'Kitchen for a new flat, keys in March',
    responsible: JAMES,
  },
  {
    kind: 'contacts',
    id: '1005',
    name: 'Hans Müller',
    phones: ['+49 30 23125 114'],
    note: 'Supplies hinges and runners',
    company: '3003',
    responsible: JAMES,
  },
  {
    kind: 'contacts',
    id: '1006',
    name: 'Daniel Price',
    phones: ['+44 20 7946 0900'],
    note: 'Site manager, the line is often busy',
    responsible: EMMA,
  },
  {
    kind: 'contacts',
    id: '1007',
    name: 'Harriet Cole',
    phones: ['+44 20 7946 0901'],
    note: 'In meetings all day, rarely picks up',
    responsible: JAMES,
  },
  {
    kind: 'contacts',
    id: '1009',
    name: 'Ruth Bennett',
    phones: ['+44 20 7946 0788'],
    note: 'Interior designer',
    company: '3002',
    responsible: EMMA,
  },
  {
    kind: 'contacts',
    id: '1010',
    name: 'Adam Bennett',
    phones: ['020 7946 0788'],
    note: 'Refurbishments, shares the office with Ruth',
    company: '3002',
    responsible: JAMES,
  },
  {
    kind: 'contacts',
    id: '1011',
    name: 'Niamh Gallagher',
    phones: ['+44 7700 900455'],
    note: 'Met at the trade fair',
    company: '3002',
    responsible: EMMA,
    isOnlyInAmo: true,
  },
  {
    kind: 'contacts',
    id: '1012',
    name: 'Catherine Doyle',
    phones: ['+44 7700 900518'],
    note: 'Walk-in wardrobe, second phase',
    responsible: EMMA,
  },
  {
    kind: 'contacts',
    id: '1013',
    name: 'Imran Shah',
    phones: ['+44 20 7946 0627'],
    note: 'Quince restaurant, furniture for the dining room',
    responsible: JAMES,
  },
];

const leads: readonly Card[] = [
  {
    kind: 'leads',
    id: '2001',
    name: 'Reception desk and lobby',
    phones: ['+44 7700 900164'],
    note: 'Solid oak, fitted at night',
    contact: '1001',
    responsible: EMMA,
    stage: stageIds.offer,
    price: 18_400,
  },
  {
    kind: 'leads',
    id: '2002',
    name: 'Wardrobes for twelve rooms',
    phones: ['07700 900218'],
    note: 'Waiting for the signed contract',
    contact: '1002',
    responsible: JAMES,
    stage: stageIds.contract,
    price: 31_200,
  },
  {
    kind: 'leads',
    id: '2003',
    name: 'Oslo kitchen, 9 m²',
    phones: ['07700900337'],
    note: 'Measuring on Saturday',
    contact: '1003',
    responsible: JAMES,
    stage: stageIds.measuring,
    price: 11_900,
  },
  {
    kind: 'leads',
    id: '2004',
    name: 'Wardrobe in Camden',
    phones: ['+44 7700 900518'],
    note: 'Liked the walnut veneer',
    contact: '1012',
    responsible: EMMA,
    stage: stageIds.fresh,
    price: 6_300,
  },
  {
    kind: 'leads',
    id: '2005',
    name: 'Tables for Quince',
    phones: ['+44 20 7946 0627'],
    note: 'Twenty tables, a sample has been delivered',
    contact: '1013',
    responsible: JAMES,
    stage: stageIds.offer,
    price: 14_750,
  },
];

const companies: readonly Card[] = [
  {
    kind: 'companies',
    id: '3001',
    name: 'Northgate Hotel',
    phones: ['+44 20 7946 0120'],
    note: 'Thirty rooms, refurbished floor by floor',
    responsible: EMMA,
  },
  {
    kind: 'companies',
    id: '3002',
    name: 'Bennett Studio',
    phones: ['+44 20 7946 0790'],
    note: 'Brings clients, 7 % discount',
    responsible: JAMES,
  },
  {
    kind: 'companies',
    id: '3003',
    name: 'Müller Beschläge GmbH',
    phones: ['+49 30 23125 115'],
    note: 'Hinges and runners',
    responsible: JAMES,
  },
];

/**
 * Made-to-order furniture in London. The numbers are from ranges that Ofcom and the Bundesnetzagentur reserve for
 * fiction.
 */
export const englishBusiness: Business = {
  language: 'en',
  name: 'Oakhaven Joinery',
  currency: 'GBP',
  users: [
    { id: EMMA, email: 'emma@example.com', name: 'Emma Clarke', extension: '101' },
    { id: JAMES, email: 'james@example.com', name: 'James Turner', extension: '102' },
    // Without an extension: not an agent of the backend.
    { id: PRIYA, email: 'priya@example.com', name: 'Priya Nair', extension: '' },
  ],
  stages: [
    { id: stageIds.fresh, name: 'New enquiry' },
    { id: stageIds.measuring, name: 'Measuring' },
    { id: stageIds.offer, name: 'Quote sent' },
    { id: stageIds.contract, name: 'Contract' },
    { id: stageIds.won, name: 'Closed - won' },
    { id: stageIds.lost, name: 'Closed - lost' },
  ],
  cards: [...contacts, ...leads, ...companies],
  queue: 'Sales',
  unknownNumber: '+447700900911',
};
