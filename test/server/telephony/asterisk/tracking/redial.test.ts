import type { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import type { Watch } from './support/Watch';

const CLIENT = '+79161234567';
let watch: Watch;
let script: Script;

beforeEach(() => {
  ({ watch, script } = startScript());
  script
    .calls('c', 'PJSIP/trunk-1', '79161234567', '700')
    .open('a', 'PJSIP/101-1', '101', 'c')
    .rings('c', 'a');
  // Agent 101 answers from the screen: the client is sent to the phone once more.
  script.sets('c', 'ASTERISKNG_ANSWER', 'a|101').hangsUp('a');
});

afterEach(() => expectNothingKept(watch));

test('a client sent to the phone once more who gives up has been missed', () => {
  expect(watch.news('101')).toEqual([`a inbound ringing ${CLIENT} via 700`]);
  script.hangsUp('c', 127);
  expect(watch.news('101')).toEqual(['a missed']);
});

test('the phone that a client was sent to once more may reject the call', () => {
  script.open('b', 'PJSIP/101-2', '101', 'c').rings('c', 'b').dialEnds('c', 'b', 'BUSY').hangsUp('b', 21);
  script.hangsUp('c');
  expect(watch.news('101').slice(1)).toEqual(['a rejected']);
});

test('a phone that is still busy with the ring before is tried again, in the same call', () => {
  script.open('b', 'PJSIP/101-2', '101', 'c').begins('c', 'b').dialEnds('c', 'b', 'BUSY').hangsUp('b', 17);
  script.open('d', 'PJSIP/101-3', '101', 'c').rings('c', 'd').answers('c', 'd', 'bridge');
  script.hangsUp('c').hangsUp('d');
  expect(watch.news('101').slice(1)).toEqual(['a answered', 'a hungUp']);
  expect(watch.written).toEqual([`inbound answered ${CLIENT} via 700: 101, by 101, recorded nothing`]);
});
