import type { Script } from './support/Script';
import { expectNothingKept, startScript } from './support/startScript';
import type { Watch } from './support/Watch';

const INBOUND = 'inbound answered +79161234567 via 700: 101, by 101, recorded nothing';
const PARTNER = '79107654321';
let watch: Watch;
let script: Script;

/** 101 talks with a client, and calls a partner outside by a Local channel, as our dialplan and Asterisk's key do. */
beforeEach(() => {
  ({ watch, script } = startScript());
  script.calls('c', 'PJSIP/trunk-1', '79161234567', '700').open('a', 'PJSIP/101-1', '101', 'c');
  script.rings('c', 'a').answers('c', 'a', 'bridge').pass(10_000);
  script.sets('a', 'ASTERISKNG_HOLD', 'c').sets('a', 'ASTERISKNG_CONSULT', `k|${PARTNER}`);
  script.leaves('bridge', 'c', 'a');
  script.open('l1', `Local/${PARTNER}@internal-1;1`, '<unknown>', 'c').begins('a', 'l1');
  script.calls('l2', `Local/${PARTNER}@internal-1;2`, '101', PARTNER, 'c');
});

afterEach(() => expectNothingKept(watch));

/** The first line refuses, the second one rings. */
function dial(): void {
  script.open('p1', 'PJSIP/trunk-2', PARTNER, 'c').begins('l2', 'p1');
  script.dialEnds('l2', 'p1', 'CONGESTION').hangsUp('p1', 34);
  script.open('p2', 'PJSIP/trunk-3', PARTNER, 'c').rings('l2', 'p2');
}

function comesBack(): void {
  script.hangsUp('l2').hangsUp('l1').sets('a', 'ASTERISKNG_HOLD', '').sets('a', 'ASTERISKNG_CONSULT', '');
  script.enters('again', 'a', 'c').pass(5_000).leaves('again', 'c', 'a').hangsUp('a').hangsUp('c');
}

/** The records with how long each has talked, s. */
function written(): readonly string[] {
  return watch.records.map(({ answeredAt, endedAt }, index) => {
    const seconds = answeredAt === null ? 0 : Math.round((endedAt - answeredAt) / 1_000);
    return `${watch.written[index] ?? ''}, ${seconds} s`;
  });
}

test('a partner outside whom the agent consults is an outbound call of its own', () => {
  dial();
  script.answers('l2', 'p2', 'far').answers('a', 'l1', 'near').pass(20_000);
  script.leaves('far', 'p2', 'l2').leaves('near', 'a', 'l1').hangsUp('p2');
  comesBack();
  expect(written()).toEqual([
    `outbound answered +${PARTNER}: 101, by 101, recorded nothing, 20 s`,
    `${INBOUND}, 35 s`,
  ]);
});

test('a partner who does not answer was not reached by the agent', () => {
  dial();
  script.dialEnds('l2', 'p2', 'BUSY').hangsUp('p2', 17);
  comesBack();
  expect(watch.written).toEqual([`outbound busy +${PARTNER}: 101, by 101, recorded nothing`, INBOUND]);
});

test('a partner who is joined to the client has talked with both', () => {
  dial();
  script.answers('l2', 'p2', 'far').answers('a', 'l1', 'near').pass(20_000);
  script.leaves('far', 'p2', 'l2').leaves('near', 'a', 'l1').enters('joined', 'c', 'p2');
  script.hangsUp('l2').hangsUp('l1').hangsUp('a').pass(30_000);
  script.leaves('joined', 'c', 'p2').hangsUp('p2').hangsUp('c');
  expect([...written()].sort()).toEqual([
    `${INBOUND}, 60 s`,
    `outbound answered +${PARTNER}: 101, by 101, recorded nothing, 50 s`,
  ]);
});
