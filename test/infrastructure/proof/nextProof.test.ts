import {
  nextProof,
  type ProofEvent,
  type ProofState,
  type ProvenSession,
} from '../../../src/infrastructure/proof/ProofState';

const session = (token: string, endsAt = 100): ProvenSession => ({ token, endsAt, noAgent: null });
const none: ProofState = { kind: 'none' };
const waiting: ProofState = { kind: 'waiting' };
const proven: ProofState = { kind: 'proven', session: session('a') };
const renewing: ProofState = { kind: 'renewing', session: session('a') };
const opened: ProofEvent = { kind: 'opened', session: session('b', 200) };
const ended: ProofEvent = { kind: 'ended', token: 'a' };
const failed: ProofEvent = { kind: 'failed' };

test.each<[string, ProofState, ProofEvent, ProofState]>([
  ['the first request waits', none, { kind: 'wanted', now: 0 }, waiting],
  ['a request goes on with a token that holds', proven, { kind: 'wanted', now: 99 }, proven],
  ['a request waits after the end', proven, { kind: 'wanted', now: 100 }, waiting],
  ['also while it is renewed', renewing, { kind: 'wanted', now: 100 }, waiting],
  ['an exchange proves', waiting, opened, { kind: 'proven', session: session('b', 200) }],
  ['a renewal goes on with the old token', proven, { kind: 'due' }, renewing],
  ['what has failed to be renewed still holds', renewing, failed, proven],
  ['a failed exchange leaves nothing', waiting, failed, none],
  ['a failure elsewhere changes nothing', proven, failed, proven],
  ['a token that is refused has ended', proven, ended, none],
  ['the renewal under way is waited for', renewing, ended, waiting],
  ['a late refusal of an older token changes nothing', proven, { kind: 'ended', token: 'z' }, proven],
  [
    'a late session that ends earlier changes nothing',
    proven,
    { kind: 'opened', session: session('z', 50) },
    proven,
  ],
])('%s', (_name, before, event, after) => {
  expect(nextProof(before, event)).toEqual(after);
});
