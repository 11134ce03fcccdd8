import fc from 'fast-check';
import * as v from 'valibot';
import { callerCardSchema, CARD_BUDGET, type CallerCard } from '../../../../protocol/callerCard';
import { boundCard } from '../../../../server/crm/callerCard/boundCard';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('客户'.repeat(3_000), '🙂'.repeat(2_000), '"\\\u0001'.repeat(500), 'Сделка '.repeat(300)),
);
const id = fc.nat({ max: Number.MAX_SAFE_INTEGER }).map(String);
const named = fc.record({ id, name: text });
const colleague = fc.record({ name: text, extension: id, presence: fc.constant('TALKING') });

const pastCall = fc.record({
  direction: fc.constant('OUTBOUND' as const),
  at: fc.double({ min: 0, max: 2e9, noNaN: true }),
  talk_seconds: fc.nat(),
  outcome: fc.constant('answered'),
  with: text,
});
const note = fc.record({ outcome: fc.record({ ru: text, en: text, es: text, pt: text }), text });

/** Cards with all that they may have. */
const full: fc.Arbitrary<CallerCard> = fc.record({
  about_phone: text,
  contact: named,
  is_chosen: fc.constant(true),
  company: named,
  responsible: colleague,
  leads: fc.array(fc.record({ id, name: text, price: fc.nat(), stage: text, pipeline: text }), {
    minLength: 5,
    maxLength: 5,
  }),
  more_leads: fc.nat(),
  task: fc.record({
    id,
    text,
    due_at: fc.nat(),
    of: fc.record({ kind: fc.constant('leads' as const), id }),
    responsible: text,
  }),
  // One of them has a note.
  last_calls: fc.tuple(
    pastCall,
    pastCall,
    pastCall.chain((call) => note.map((one) => ({ ...call, note: one }))),
  ),
  why: fc.record({
    via: text,
    routed_to: colleague,
    not_routed: fc.record({ name: text, extension: id, reason: fc.constant('BUSY') }),
    transferred_by: colleague,
    consulted_by: colleague,
    refused_by: fc.record({ name: text }),
  }),
  age_seconds: fc.nat(),
});

test('a card of any texts fits into its budget, is valid, and keeps ids and figures', () => {
  fc.assert(
    fc.property(full, (card) => {
      const bounded = boundCard(card);
      expect(Buffer.byteLength(JSON.stringify(bounded))).toBeLessThanOrEqual(CARD_BUDGET);
      expect(v.parse(callerCardSchema, bounded)).toEqual(bounded);
      expect(bounded.leads?.map(({ id, price }) => [id, price])).toEqual(
        card.leads?.map(({ id, price }) => [id, price]),
      );
      expect([bounded.contact?.id, bounded.task?.of, bounded.responsible?.extension]).toEqual([
        card.contact?.id,
        card.task?.of,
        card.responsible?.extension,
      ]);
    }),
  );
});

test('a card of usual texts is sent whole', () => {
  const card: CallerCard = { contact: { id: '1', name: 'Иван Петров' }, why: { via: 'Отдел продаж' } };
  expect(boundCard(card)).toEqual(card);
});

test('of a long note 200 characters are sent, and the rest of the card is whole', () => {
  const [at, text] = [1_763_600_000, 'Хочет ночной монтаж. '.repeat(190)];
  const call = { direction: 'INBOUND', at, talk_seconds: 60, with: 'Борис Орлов', note: { text } } as const;
  const contact = { id: '1', name: 'Иван Петров' };
  const { last_calls, ...rest } = boundCard({ contact, last_calls: [call] });
  expect(last_calls).toEqual([{ ...call, note: { text: `${text.slice(0, 199)}…` } }]);
  expect(rest).toEqual({ contact });
});
