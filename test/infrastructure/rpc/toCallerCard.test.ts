import type { CallerCard as WireCard } from '../../../protocol/callerCard';
import { toCallerCard } from '../../../src/infrastructure/rpc/toCallerCard';
import { toReport } from '../../../src/infrastructure/rpc/toReport';
import { wireCall, wireStatus } from '../../support/wireStatus';

/** The example of docs/PROTOCOL.md, with a colleague's question. */
const wire: WireCard = {
  about_phone: '+79101234567',
  contact: { id: '1001', name: 'Анна Иванова' },
  company: { id: '2001', name: 'ООО «Ромашка»' },
  responsible: { name: 'Борис Орлов', extension: '102', presence: 'TALKING' },
  leads: [{ id: '3001', name: 'Окна для офиса', price: 180_000, stage: 'Договор', pipeline: 'Продажи' }],
  currency: 'RUB',
  more_leads: 2,
  task: { id: '4001', text: 'Прислать смету', due_at: 1_763_705_000, of: { kind: 'leads', id: '3001' } },
  last_calls: [
    {
      direction: 'INBOUND',
      at: 1_763_600_000.2,
      talk_seconds: 184,
      outcome: 'answered',
      with: 'Борис Орлов',
      note: { outcome: { ru: 'Договорились', en: 'Agreed' }, text: 'Ждёт смету' },
    },
    { direction: 'OUTBOUND', at: 1_763_500_000, talk_seconds: 0, outcome: 'noAnswer' },
    { direction: 'INBOUND', at: 1_763_400_000, talk_seconds: 0, outcome: 'missed', with: 'Ева' },
  ],
  why: {
    not_routed: { name: 'Борис Орлов', reason: 'BUSY' },
    transferred_by: { extension: '104' },
    refused_by: { name: 'Вера' },
    consulted_by: { name: 'Ева' },
  },
  age_seconds: 7_200,
};

test('a card is read whole, with times in ms', () => {
  expect(toCallerCard(wire)).toEqual({
    about: '+79101234567',
    contact: { id: '1001', name: 'Анна Иванова' },
    isChosen: false,
    company: { id: '2001', name: 'ООО «Ромашка»' },
    responsible: { name: 'Борис Орлов', presence: 'talking' },
    currency: 'RUB',
    leads: [{ id: '3001', name: 'Окна для офиса', price: 180_000, stage: 'Договор' }],
    moreLeads: 2,
    task: { text: 'Прислать смету', dueAt: 1_763_705_000_000, of: { kind: 'leads', id: '3001' } },
    lastCalls: [
      {
        direction: 'inbound',
        at: 1_763_600_000_200,
        talkSeconds: 184,
        outcome: 'talked',
        with: 'Борис Орлов',
        note: { outcome: { ru: 'Договорились', en: 'Agreed' }, text: 'Ждёт смету' },
      },
      {
        direction: 'outbound',
        at: 1_763_500_000_000,
        talkSeconds: 0,
        outcome: 'unanswered',
        with: null,
        note: null,
      },
      {
        direction: 'inbound',
        at: 1_763_400_000_000,
        talkSeconds: 0,
        outcome: 'missed',
        with: 'Ева',
        note: null,
      },
    ],
    reasons: [
      { kind: 'consulted', name: 'Ева' },
      { kind: 'transferred', name: '104' },
      { kind: 'refused', name: 'Вера' },
      { kind: 'busy', name: 'Борис Орлов' },
    ],
    ageSeconds: 7_200,
  });
});

test('of an empty card there is nothing, and a reason of a later backend is left out', () => {
  const nothing = { company: null, responsible: null, leads: [], moreLeads: 0, task: null, lastCalls: [] };
  const nobody = { about: null, contact: null, isChosen: false, currency: null };
  expect(toCallerCard({})).toEqual({ ...nothing, ...nobody, reasons: [], ageSeconds: null });
  expect(toCallerCard({ why: { not_routed: { name: 'Ева', reason: 'ON_HOLIDAY' } } })?.reasons).toEqual([]);
});

test('ids that could leave their place in a URL are left out', () => {
  const odd = '../../logout';
  const card = toCallerCard({
    contact: { id: odd, name: 'A' },
    company: { id: odd, name: 'A' },
    leads: [{ id: odd, name: 'B' }],
    task: { id: '1', text: 'C', of: { kind: 'leads', id: odd } },
  });
  expect([card?.contact, card?.company, card?.leads, card?.task?.of]).toEqual([null, null, [], null]);
});

test('a presence and a currency that the widget does not know are not shown', () => {
  const card = toCallerCard({ responsible: { name: 'Ева', presence: 'ASLEEP' }, currency: 'руб.' });
  expect([card?.responsible, card?.currency]).toEqual([{ name: 'Ева', presence: null }, null]);
});

test.each([['a text'], [7], [{ leads: 'many' }], [{ last_calls: [{ at: 'now' }] }]])(
  'a call whose card is %j is shown without it',
  (card) => {
    const [call] = toReport(wireStatus(1, [wireCall('a', { card })]), 0).calls;
    expect(call).toMatchObject({ id: 'a', card: null });
  },
);

test('the contact that was chosen for the number is the caller, and the others stay to choose from', () => {
  const matches = [
    { id: '1001', name: 'Анна' },
    { id: '1002', name: 'Борис' },
  ];
  const partyOf = (card: WireCard) =>
    toReport(wireStatus(1, [wireCall('a', { contact_matches: matches, card })]), 0).calls[0]?.party;
  const contact = { id: '1002', name: 'Борис' };
  expect(partyOf({ contact, is_chosen: true })).toMatchObject({
    name: 'Борис',
    contactId: '1002',
    matches: [{ id: '1001', name: 'Анна' }],
  });
  // Not chosen, not of the number, no id.
  for (const card of [
    { contact },
    { contact: { id: '1003', name: 'Ева' }, is_chosen: true },
    { contact: { id: '../1002', name: 'Борис' }, is_chosen: true },
  ])
    expect(partyOf(card)).toMatchObject({ contactId: null, matches });
});

test('whom the backend names without a contact, as its phone book does, has the contact of the card, and no one else', () => {
  const contact = { id: '1002', name: 'Борис' };
  const partyOf = (call: object) => toReport(wireStatus(1, [wireCall('a', call)]), 0).calls[0]?.party;
  const named = { contact_name: 'Склад', contact_id: null };
  expect(partyOf({ ...named, card: { contact } })).toMatchObject({ name: 'Склад', contactId: '1002' });
  const other = { contact, about_phone: '+79990000001' };
  for (const call of [
    { ...named, card: {} },
    { ...named, card: other },
    { contact_name: null, contact_id: null, card: { contact } },
  ])
    expect(partyOf(call)).toMatchObject({ contactId: null });
});
