import * as v from 'valibot';
import { contactsPage } from '../../../server/crm/callers/amoAnswers';
import { responsibleId, severalCallers } from '../../../server/crm/callers/AmoCaller';
import {
  callsAnswer,
  entityOf,
  notesAnswer,
  tasksAnswer,
  unsortedAnswer,
} from '../../../server/crm/callLog/callAnswers';

const card = { id: 7, name: '', responsibleId: 5, phones: [], companyId: null, leadIds: [] };

test('a contact with hardly anything in it is a contact', () => {
  const raw = {
    _embedded: { contacts: [{ id: 7 }, { id: 8, name: null, custom_fields_values: null, _embedded: {} }] },
  };
  expect(v.parse(contactsPage, raw).read).toEqual([
    { ...card, responsibleId: null },
    { ...card, id: 8, responsibleId: null },
  ]);
});

test('numbers are read from the field of numbers alone, whatever the values are', () => {
  const fields = [
    { field_code: null, values: [{ value: '1' }] },
    { field_code: 'EMAIL', values: [{ value: 'a@b.c' }] },
    {
      field_code: 'PHONE',
      values: [{ value: 79101234567 }, { value: '+7 910' }, { value: null }, { value: {} }],
    },
  ];
  const raw = { _embedded: { contacts: [{ id: 7, custom_fields_values: fields }] } };
  expect(v.parse(contactsPage, raw).read[0]?.phones).toEqual(['79101234567', '+7 910']);
});

test('of the phones of a card so many are read, and of each so much, that one card holds up no one', () => {
  const values = Array.from({ length: 1_000 }, () => ({ value: '7 '.repeat(5_000) }));
  const raw = {
    _embedded: { contacts: [{ id: 7, custom_fields_values: [{ field_code: 'PHONE', values }] }] },
  };
  const phones = v.parse(contactsPage, raw).read[0]?.phones;
  expect(phones?.map(({ length }) => length)).toEqual([250, 250, 250, 250]);
});

test('who looks after a client: the open lead that was last touched, else the contact', () => {
  const lead = { id: 1, responsible_user_id: 1, status_id: 10, updated_at: 1 };
  expect(responsibleId(card, [])).toBe(5);
  expect(responsibleId(card, [lead, { ...lead, id: 2, responsible_user_id: 2, updated_at: 9 }])).toBe(2);
  expect(
    responsibleId(card, [
      { ...lead, status_id: 142 },
      { ...lead, is_deleted: true },
    ]),
  ).toBe(5);
  expect(responsibleId(card, [{ id: 1 }, { id: 2 }])).toBe(5);
  expect(severalCallers('1', { cards: [], isAll: true })).toMatchObject({ responsibleId: null, sources: [] });
});

test('the answer to a call: taken, unknown, or an error of another kind', () => {
  const taken = { _embedded: { calls: [{ entity_type: 'lead', _embedded: { entity: { id: 3 } } }] } };
  expect(v.parse(callsAnswer, taken)).toEqual({
    isTaken: true,
    isUnknown: false,
    entity: { type: 'leads', id: 3 },
  });
  expect(v.parse(callsAnswer, { errors: [{ detail: 'Entity NOT found' }] })).toMatchObject({
    isUnknown: true,
  });
  expect(v.parse(callsAnswer, { errors: [{ title: 'Other' }] })).toMatchObject({
    isTaken: false,
    isUnknown: false,
  });
  expect(v.safeParse(callsAnswer, { _total_items: 0 }).success).toBe(false);
});

test.each<[string | null, number | null, ReturnType<typeof entityOf>]>([
  ['contact', 1, { type: 'contacts', id: 1 }],
  ['company', 1, { type: 'companies', id: 1 }],
  ['customers', 1, { type: 'customers', id: 1 }],
  ['catalog', 1, null],
  ['lead', 0, null],
  ['lead', null, null],
  [null, 1, null],
])('the card %s %s', (type, id, entity) => {
  expect(entityOf(type, id)).toEqual(entity);
});

test('lists are read with what they lack', () => {
  expect(v.parse(notesAnswer, { _embedded: { notes: [{}, { entity_id: 1, params: { uniq: 5 } }] } })).toEqual(
    [
      { entityId: null, uniq: '' },
      { entityId: 1, uniq: '5' },
    ],
  );
  const bare = { uid: '', sourceUid: '', link: null, leadIds: [] };
  expect(v.parse(unsortedAnswer, { _embedded: { unsorted: [{}, { source_uid: 'a' }] } })).toEqual([
    bare,
    { ...bare, sourceUid: 'a' },
  ]);
  expect(v.parse(tasksAnswer, { _embedded: { tasks: [{}, { text: 'a', created_at: 1 }] } })).toEqual([
    { id: null, text: '', createdAt: 0, isCompleted: false, responsibleId: null },
    { id: null, text: 'a', createdAt: 1_000, isCompleted: false, responsibleId: null },
  ]);
});
