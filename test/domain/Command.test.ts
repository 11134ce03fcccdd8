import fc from 'fast-check';
import type { Call } from '../../src/domain/calls/Call';
import { isConfirmed } from '../../src/domain/calls/actionRules';
import { commandKey, targetNumber, type Action } from '../../src/domain/calls/Command';
import { sampleCalls } from '../support/sampleCalls';
import { anyAction } from './support/anyAction';

const { dialing, ringing, talking, held, ended } = sampleCalls;
const target = { kind: 'number', number: '102' } as const;
const contact = { id: 'c1', name: 'Анна', number: '103', presence: null };
const originate: Action = { kind: 'originate', target };
const consult: Action = { kind: 'consult', callId: 'a', target };
const confirmed = (action: Action, known: string[], calls: Call[]): boolean =>
  isConfirmed({ id: 1, stage: 'accepted', action, known }, calls);

test.each<[string, Action, Call[]]>([
  ['mute', { kind: 'mute', callId: 'a', on: true }, [talking('a', { muted: true })]],
  ['unmute', { kind: 'mute', callId: 'a', on: false }, [held('a')]],
  ['hold', { kind: 'hold', callId: 'a', on: true }, [held('a')]],
  ['resume', { kind: 'hold', callId: 'a', on: false }, [talking('a')]],
  ['answer', { kind: 'answer', callId: 'a' }, [talking('a')]],
  ['reject', { kind: 'reject', callId: 'a' }, [ended('a')]],
  ['hangup', { kind: 'hangup', callId: 'a' }, []],
  ['hangup, with the outcome', { kind: 'hangup', callId: 'a' }, [ended('a')]],
  ['redirect', { kind: 'redirect', callId: 'a', target }, [ended('a', { reason: 'transferred' })]],
  ['consult', consult, [held('a'), dialing('b', { consultOf: 'a' })]],
  ['complete transfer', { kind: 'completeTransfer', callId: 'a' }, []],
  ['cancel transfer', { kind: 'cancelTransfer', callId: 'a' }, [talking('b')]],
  ['originate', originate, [talking('a'), dialing('b')]],
  ['originate on the original protocol', originate, [talking('b', { direction: null })]],
  ['anything for a call that is gone', { kind: 'mute', callId: 'a', on: true }, [talking('b')]],
])('%s is confirmed by the report that shows it', (_what, action, calls) => {
  expect(confirmed(action, ['a'], calls)).toBe(true);
});

test.each<[string, Action, Call[]]>([
  ['mute', { kind: 'mute', callId: 'a', on: true }, [talking('a')]],
  ['mute of what still rings', { kind: 'mute', callId: 'a', on: false }, [ringing('a')]],
  ['hold', { kind: 'hold', callId: 'a', on: true }, [talking('a')]],
  ['answer', { kind: 'answer', callId: 'a' }, [ringing('a')]],
  ['reject', { kind: 'reject', callId: 'a' }, [ringing('a')]],
  ['hangup', { kind: 'hangup', callId: 'a' }, [talking('a')]],
  ['hangup of what has no key yet', { kind: 'hangup', callId: null }, [talking('a')]],
  ['redirect', { kind: 'redirect', callId: 'a', target }, [talking('a')]],
  ['consult', consult, [held('a')]],
  ['consult, by an older consultation', consult, [held('a'), ended('o', { consultOf: 'a' })]],
  ['complete transfer', { kind: 'completeTransfer', callId: 'a' }, [talking('a', { consultOf: 'o' })]],
  ['cancel transfer', { kind: 'cancelTransfer', callId: 'a' }, [dialing('a', { consultOf: 'o' })]],
  ['originate', originate, [talking('a')]],
  ['originate, by a client who calls', originate, [ringing('b')]],
  ['originate, by a colleague who calls', originate, [ringing('b', { direction: 'internal' })]],
])('%s is not confirmed while the report does not show it', (_what, action, calls) => {
  expect(confirmed(action, ['a', 'o'], calls)).toBe(false);
});

test('targetNumber returns the number, or that of the contact', () => {
  expect([targetNumber(target), targetNumber({ kind: 'contact', contact })]).toEqual(['102', '103']);
});

describe('the key of a command', () => {
  /** An action without how its target was chosen: two actions with equal results have the same effect. */
  const wishOf = (action: Action, revision: number): string =>
    JSON.stringify(
      'target' in action
        ? [action.kind, 'callId' in action ? action.callId : '', targetNumber(action.target), revision]
        : 'on' in action
          ? [action, revision]
          : [action],
    );
  const revision = fc.nat(3);

  test('is the same for the same action in any tab and on any computer, and differs between actions', () => {
    const ofCall = anyAction.filter((action) => 'callId' in action && action.callId !== null);
    fc.assert(
      fc.property(ofCall, revision, ofCall, revision, (one, seen, other, seenToo) => {
        const isSameWish = wishOf(one, seen) === wishOf(other, seenToo);
        expect(commandKey(one, seen, 'x') === commandKey(other, seenToo, 'y')).toBe(isSameWish);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is unique for each originate, and for each hangup of a call that has no id yet', () => {
    for (const action of [originate, { kind: 'hangup', callId: null } as const]) {
      expect(commandKey(action, 1, 'x')).not.toBe(commandKey(action, 1, 'y'));
      expect(commandKey(action, 1, 'x')).toBe(commandKey(action, 2, 'x'));
    }
  });

  test('differs between cancelling a second consultation and cancelling the first', () => {
    const cancel = (callId: string): string => commandKey({ kind: 'cancelTransfer', callId }, 1, '');
    expect(cancel('b')).not.toBe(cancel('c'));
  });

  test('differs when mute is switched again after the revision has changed', () => {
    const mute: Action = { kind: 'mute', callId: 'a', on: true };
    expect(commandKey(mute, 1, '')).not.toBe(commandKey(mute, 3, ''));
  });
});
