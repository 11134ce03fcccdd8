import type { RecordedRow } from './RecordedRow';

const CLIENT = '+79101234567';
const RINGS = `a inbound ringing ${CLIENT} via 101`;

/** 101 has the client on hold, calls 102 by a second call of the phone, and hands over while it rings there. */
const HANDED_OVER_EARLY = [
  RINGS,
  'a answered',
  'a held',
  'b internal dialing 102',
  'a not held',
  'a transferred',
  'b transferred',
];

/** Calls over the driver and the dialplan that we ship, recorded by test/asterisk. */
export const officeRows: readonly RecordedRow[] = [
  {
    scenario: 'consult-complete',
    reported: {
      101: [
        RINGS,
        'a answered',
        'a held',
        'b internal dialing 102 on a',
        'b answered',
        'b transferred',
        'a transferred',
      ],
      102: ['a internal ringing 101', 'a answered', `a connected ${CLIENT}`, 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via 101: 101 102, by 102, recorded *`],
  },
  {
    // A REFER with Replaces while the second call of the phone still rings: the client takes its place in Dial.
    scenario: 'refer-early',
    reported: {
      101: HANDED_OVER_EARLY,
      102: ['a internal ringing 101', `a connected ${CLIENT}`, 'a answered', 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via 101: 101 102, by 102, recorded *`],
  },
  {
    // The same, and the client gives up before the colleague answers.
    scenario: 'refer-early-given-up',
    reported: {
      101: HANDED_OVER_EARLY,
      102: ['a internal ringing 101', `a connected ${CLIENT}`, 'a missed'],
    },
    record: [`inbound answered ${CLIENT} via 101: 101 102, by 101, recorded *`],
  },
  {
    scenario: 'ring-group',
    reported: {
      101: [`a inbound ringing ${CLIENT} via 710`, 'a answeredElsewhere'],
      102: [`a inbound ringing ${CLIENT} via 710`, 'a answered', 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via 710: 101 102, by 102, recorded *`],
  },
  {
    scenario: 'second-call',
    reported: {
      101: [RINGS, 'a answered', 'b inbound ringing +79035550003 via 101', 'b rejected', 'a hungUp'],
    },
    record: [
      'inbound rejected +79035550003 via 101: 101, by 101, recorded *',
      `inbound answered ${CLIENT} via 101: 101, by 101, recorded *`,
    ],
  },
  {
    scenario: 'transfer-back',
    reported: {
      101: [
        RINGS,
        'a answered',
        'a transferred',
        `b inbound ringing ${CLIENT} via 101`,
        'b answered',
        'b hungUp',
      ],
      102: [RINGS, 'a rejected'],
    },
    record: [`inbound answered ${CLIENT} via 101: 101 102, by 101, recorded *`],
  },
];
