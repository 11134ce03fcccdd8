import type { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import type { Watch } from './support/Watch';

const CLIENT = '79161234567';
let watch: Watch;
let script: Script;

beforeEach(() => {
  ({ watch, script } = startScript());
});

afterEach(() => expectNothingKept(watch));

/** Agent 101 dials a client; Asterisk ends the dialling with NOANSWER, whatever the trunk has said. */
function dialled(): Script {
  script.calls('a', 'PJSIP/101-1', '101', CLIENT);
  return script.open('c', 'PJSIP/trunk-1', CLIENT, 'a').begins('a', 'c').dialEnds('a', 'c', 'NOANSWER');
}

const REASONS = [
  [1, 'unknownNumber'],
  [17, 'busy'],
  [21, 'rejected'],
  [19, 'noAnswer'],
] as const;

describe.each([
  ['c', 'a'],
  ['a', 'c'],
])('with the end of %s reported before that of %s', (first, second) => {
  test.each(REASONS)('cause %d is why the client was not reached', (cause, reason) => {
    dialled().hangsUp(first, cause).hangsUp(second, cause);
    expect(watch.news('101').at(-1)).toBe(`a ${reason}`);
  });
});
