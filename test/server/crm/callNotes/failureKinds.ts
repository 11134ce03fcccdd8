import type { Failure } from '../../support/amo/FakeAmo';

/** How requests to amoCRM fail in the schedules of notes. */
export const failureKinds: readonly Failure[] = [
  'silence',
  'storedSilence',
  'storedCut',
  'down',
  { status: 504, isStored: true, body: '<html>504</html>' },
  { status: 503, body: '<html>maintenance</html>' },
  { status: 200, isStored: true, body: '<html>welcome</html>' },
  { status: 429 },
  { status: 429, retryAfter: 3 },
];
