import fc from 'fast-check';
import { isConversation, isLive } from '../../src/domain/calls/Call';
import { focusedCall, liveCalls } from '../../src/domain/calls/focusedCall';
import { ringingCalls, shouldRing } from '../../src/domain/notifications/ringingCalls';
import { sampleCalls } from '../support/sampleCalls';
import { anyCalls } from './support/anyCall';

const { dialing, ringing, talking, held, ended } = sampleCalls;
const every = [ended('e'), held('h'), ringing('r'), dialing('d'), talking('t')];

test('the focus goes to a conversation, else to a call being dialled, ringing, on hold', () => {
  const order = every.map((_, count) => focusedCall(every.slice(0, every.length - count), null)?.id);
  expect(order).toEqual(['t', 'd', 'r', 'h', undefined]);
});

test('a call that the agent has chosen stays in focus while it lives', () => {
  expect(focusedCall(every, 'h')?.id).toBe('h');
  expect(focusedCall(every, 'e')?.id).toBe('t');
  expect(focusedCall([], 'h')).toBeNull();
});

test('a call has the focus exactly while one is live', () => {
  fc.assert(
    fc.property(anyCalls, fc.constantFrom('a', 'z', null), (calls, chosen) => {
      const focused = focusedCall(calls, chosen);
      expect(focused !== null && isLive(focused)).toBe(liveCalls(calls).length > 0);
    }),
  );
});

test('the ringtone plays for a ringing call unless the agent has a conversation', () => {
  fc.assert(
    fc.property(anyCalls, (calls) => {
      const rings = calls.some(({ phase }) => phase === 'ringing');
      expect(ringingCalls(calls).length > 0).toBe(rings);
      expect(shouldRing(calls)).toBe(rings && !calls.some(isConversation));
    }),
  );
});
