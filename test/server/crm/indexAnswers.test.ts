import fc from 'fast-check';
import * as v from 'valibot';
import { indexKinds } from '../../../server/crm/clientIndex/ClientIndexStore';
import { eventsAnswer, indexAnswers } from '../../../server/crm/clientIndex/indexAnswers';

/** Names that amoCRM's cards have, so that odd values come where they are looked for. */
const names = fc.constantFrom(
  'id',
  'name',
  'price',
  'text',
  'updated_at',
  'is_deleted',
  'is_completed',
  'status_id',
  'entity_id',
  'entity_type',
  'responsible_user_id',
  'custom_fields_values',
  '_embedded',
);
const field = fc.oneof(
  fc.constantFrom(
    null,
    [],
    [null],
    [{ field_code: 'PHONE', values: null }],
    [{ field_code: 'PHONE', values: [null] }],
  ),
  fc.array(
    fc.record({ field_code: fc.constant('PHONE'), values: fc.array(fc.record({ value: fc.jsonValue() })) }),
  ),
);
const odd = fc.dictionary(names, fc.oneof(fc.jsonValue(), field), { noNullPrototype: true });

test.each(indexKinds)('no odd card hides another one or makes it fail: %s', (kind) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(odd, fc.jsonValue())), (cards) => {
      const good = { id: 77, name: 'Иван', text: 'Иван', entity_id: 1, entity_type: 'leads', updated_at: 5 };
      const { read, count } = v.parse(indexAnswers[kind], { _embedded: { [kind]: [...cards, good] } });
      expect(count).toBe(cards.length + 1);
      expect(read.at(-1)).toMatchObject({ id: 77, changedAt: 5, card: { kind, id: 77 } });
      expect(read.at(-1)?.card?.text).toContain('Иван');
      for (const { card } of read) expect(card === null || card.text.length < 20_000).toBe(true);
    }),
  );
});

test('no odd event hides another one', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (events) => {
      const good = { id: 'e1', type: 'lead_deleted', entity_id: 5, entity_type: 'lead', created_at: 9 };
      const { read } = v.parse(eventsAnswer, { _embedded: { events: [...events, good] } });
      expect(read.at(-1)).toEqual({ key: 'e1', card: { kind: 'leads', id: 5 }, at: 9 });
    }),
  );
});
