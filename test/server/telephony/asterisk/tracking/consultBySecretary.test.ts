import type { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import type { Watch } from './support/Watch';

let watch: Watch;
let script: Script;

/** A client talks with 301, a phone of the office that is no agent's, and waits alone while 301 calls 101 by keys. */
beforeEach(() => {
  ({ watch, script } = startScript());
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('g', 'PJSIP/301-1', '301', 'c');
  script.rings('c', 'g').answers('c', 'g', 'bridge').leaves('bridge', 'g');
  script.open('a', 'PJSIP/101-1', '101', 'c').rings('g', 'a');
});

afterEach(() => expectNothingKept(watch));

test('an agent whom a colleague without amoCRM has called in vain has missed it, though that one goes back to the client', () => {
  script.enters('bridge', 'g').dialEnds('g', 'a', 'CANCEL').hangsUp('a');
  expect(watch.reported['101']).toEqual([expect.stringContaining('ringing'), 'a missed']);
  script.leaves('bridge', 'c', 'g').hangsUp('g').hangsUp('c');
});

test('it stays missed once that one talks with the client again', () => {
  script.dialEnds('g', 'a', 'NOANSWER').hangsUp('a').enters('bridge', 'g');
  expect(watch.reported['101']).toEqual([expect.stringContaining('ringing'), 'a missed']);
  script.leaves('bridge', 'c', 'g').hangsUp('g').hangsUp('c');
});
