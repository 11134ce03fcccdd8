import fc from 'fast-check';
import { LEASE_MS, MARGIN_MS } from '../../../server/cluster/leaseTimes';
import {
  changeLease,
  isCertain,
  LeaseState,
  type LeaseSnapshot,
  type LeaseEvent,
} from '../../../server/cluster/LeaseState';
import { FakeTimer } from '../../support/FakeTimer';

const following: LeaseSnapshot = { phase: 'following' };
const after = (...events: LeaseEvent[]): LeaseSnapshot => events.reduce(changeLease, following);
const granted: LeaseEvent = { type: 'granted', epoch: 3, sentAt: 1_000 };

test.each([-5, 5])('a clock that is set by %d h makes no lease last longer', async (hours) => {
  const timer = new FakeTimer();
  const state = new LeaseState(timer);
  state.change({ type: 'granted', epoch: 1, sentAt: state.now() });
  await timer.pass(1_000);
  timer.jump(hours * 3_600_000);
  // Set forwards it might have slept: it gives the lease up.
  expect(state.isCertain).toBe(hours < 0);
  await timer.pass(LEASE_MS - MARGIN_MS - 1_000);
  expect(state.isCertain).toBe(false);
});

test('a lease granted is taken over, then led by, and certain until before its end', () => {
  const until = 1_000 + LEASE_MS - MARGIN_MS;
  expect(after(granted)).toEqual({ phase: 'takingOver', epoch: 3, until });
  expect(after(granted, { type: 'settled', epoch: 3 })).toEqual({ phase: 'leading', epoch: 3, until });
  expect([isCertain(after(granted), until - 1), isCertain(after(granted), until)]).toEqual([true, false]);
});

test('a renewal counts from when it was asked for, and an older one does not shorten it', () => {
  const renewed = (sentAt: number): LeaseEvent => ({ type: 'renewed', epoch: 3, sentAt });
  const later = after(granted, renewed(2_000));
  expect(later).toMatchObject({ until: 2_000 + LEASE_MS - MARGIN_MS });
  expect(changeLease(later, renewed(1_500))).toEqual(later);
});

test('an event of another epoch, or of another phase, changes nothing', () => {
  const leading = after(granted, { type: 'settled', epoch: 3 });
  expect(changeLease(leading, { type: 'renewed', epoch: 2, sentAt: 9_000 })).toBe(leading);
  expect(changeLease(leading, { type: 'settled', epoch: 3 })).toBe(leading);
  expect(changeLease(leading, granted)).toBe(leading);
  expect(changeLease(following, { type: 'lost' })).toBe(following);
  expect(changeLease(following, { type: 'stopped' })).toBe(following);
});

test('who has lost the lease leaves the telephone system before it may ask again', () => {
  const steppingDown = after(granted, { type: 'lost' });
  expect(steppingDown).toEqual({ phase: 'steppingDown' });
  expect(changeLease(steppingDown, granted)).toBe(steppingDown);
  expect(changeLease(steppingDown, { type: 'stopped' })).toEqual(following);
});

test('in any order of events, a closed member stays closed, and none acts without a valid grant', () => {
  const event: fc.Arbitrary<LeaseEvent> = fc.oneof(
    ...(['granted', 'renewed'] as const).map((type) =>
      fc.record({ type: fc.constant(type), epoch: fc.nat(3), sentAt: fc.nat(20_000) }),
    ),
    fc.record({ type: fc.constant('settled' as const), epoch: fc.nat(3) }),
    ...(['lost', 'stopped', 'closed'] as const).map((type) => fc.constant({ type })),
  );
  fc.assert(
    fc.property(fc.array(event), fc.nat(30_000), (events, now) => {
      const end = events.reduce(changeLease, following);
      const isClosed = events.some(({ type }) => type === 'closed');
      expect(end.phase === 'closed').toBe(isClosed);
      const last = Math.max(-1, ...events.map((one) => ('sentAt' in one ? one.sentAt : -1)));
      if (isCertain(end, now)) expect(now).toBeLessThan(last + LEASE_MS - MARGIN_MS);
    }),
  );
});
