import * as fc from 'fast-check';
import { closeCall, partOf } from '../../../../server/calls/journal/changeJournal';
import {
  newJournal,
  type Fact,
  type Journal,
  type Participant,
  type Talk,
} from '../../../../server/calls/journal/Journal';
import { isDeed, whomOf, type Deed } from '../../../../server/calls/journal/whomOf';

const CALLS = ['c1', 'c2', 'c3'];
/** Of each whole call a client and two agents. */
const PEOPLE = CALLS.flatMap((call) => [`${call}-client`, `${call}-a`, `${call}-b`]);

const participants = PEOPLE.map((id): Participant => {
  const isClient = id.endsWith('client');
  return {
    id,
    call: id.slice(0, 2),
    side: isClient ? 'outside' : 'agent',
    extension: isClient ? null : id,
    number: '',
    isCaller: isClient,
    line: null,
    from: 0,
    end: { at: 100, isRefused: false, isHeard: true },
  };
});

const journal = (...facts: readonly Fact[]): Journal => ({ ...newJournal('c1', 0), participants, facts });
const talked = (one: string, other: string, from: number, to: number): Talk => ({
  type: 'talked',
  who: [one, other],
  from,
  to,
});
const held = (who: string, from: number, to: number): Deed => ({ type: 'held', who, place: null, from, to });
const hungUp = (who: string, from: number): Deed => ({ type: 'hungUp', who, from });
const transferred = (who: string, from: number): Deed => ({
  type: 'transferred',
  who,
  how: 'attended',
  isByPhone: false,
  number: null,
  from,
});

const person = fc.constantFrom(...PEOPLE);
const moment = fc.integer({ min: 0, max: 100 });
const stretch = fc
  .tuple(moment, moment)
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
const factOf = fc.oneof(
  fc
    .tuple(person, person, stretch)
    .filter(([one, other]) => one !== other)
    .map(([one, other, [from, to]]): Fact => talked(one, other, from, to)),
  fc.tuple(person, stretch).map(([who, [from, to]]): Fact => held(who, from, to)),
  fc.tuple(person, moment).map(([who, from]): Fact => transferred(who, from)),
  fc.tuple(person, moment).map(([who, from]): Fact => hungUp(who, from)),
);
const anyJournal = fc.array(factOf, { maxLength: 25 }).map((facts) => journal(...facts));

const whom = (deed: Deed, ...facts: readonly Fact[]): readonly string[] => [
  ...whomOf(journal(...facts, deed), deed),
];

test('it is done to whom one talks with, or waits for one since', () => {
  const [first, second] = [talked('c1-a', 'c1-client', 0, 10), talked('c1-a', 'c2-client', 20, 30)];
  expect(whom(held('c1-a', 5, 8), first, second)).toEqual(['c1-client']);
  expect(whom(held('c1-a', 12, 18), first, second)).toEqual(['c1-client']);
  expect(whom(held('c1-a', 25, 40), first, second)).toEqual(['c2-client']);
  expect(whom(held('c1-b', 5, 8), first)).toEqual([]);
  // Transferred after a consultation: who was consulted, and who was held for it.
  expect(whom(transferred('c1-a', 30), first, held('c1-a', 10, 31), second)).toEqual([
    'c2-client',
    'c1-client',
  ]);
  expect(whom(transferred('c1-a', 30), first, held('c1-a', 10, 15), second)).toEqual(['c2-client']);
});

test('who hangs up ends the talk of that moment, and none that is over', () => {
  const talk = talked('c1-a', 'c1-client', 0, 10);
  expect(whom(hungUp('c1-a', 10), talk)).toEqual(['c1-client']);
  expect(whom(hungUp('c1-a', 11), talk)).toEqual([]);
});

test('each deed is in the part of who did it, and of everyone to whom it was done', () => {
  fc.assert(
    fc.property(anyJournal, (whole) => {
      for (const call of CALLS) {
        const part = partOf(whole, call);
        const expected = whole.facts.filter((fact) => {
          if (!isDeed(fact)) return false;
          return [fact.who, ...whomOf(whole, fact)].some((id) => id.startsWith(call));
        });
        expect(part.facts.filter(isDeed)).toEqual(expected);
        for (const { who } of part.facts.filter(isDeed))
          expect(part.participants.map(({ id }) => id)).toContain(who);
      }
    }),
  );
});

test('whichever whole calls are closed before, a client’s has what was done to the client', () => {
  const ofClient = (call: string, part: Journal): readonly Fact[] =>
    part.facts.filter((fact) => isDeed(fact) && [...whomOf(part, fact)].includes(`${call}-client`));
  fc.assert(
    fc.property(anyJournal, fc.shuffledSubarray(CALLS), (whole, order) => {
      let left = whole;
      for (const call of order) {
        expect(ofClient(call, partOf(left, call))).toEqual(ofClient(call, partOf(whole, call)));
        left = closeCall(left, call);
      }
      const open = CALLS.filter((call) => !order.includes(call));
      expect(left.participants.some(({ call }) => !open.includes(call) && !left.closed.includes(call))).toBe(
        false,
      );
      if (open.length === 0) expect(left.facts).toEqual([]);
    }),
  );
});
