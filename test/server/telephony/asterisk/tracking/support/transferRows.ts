import { CLIENT, HANDED_OVER, OF_101, OF_102, RINGS, TALK, type RecordedRow } from './RecordedRow';

/** Calls that are handed over, parked, and those that an ARI application has. */
export const transferRows: readonly RecordedRow[] = [
  {
    scenario: 'blind-redirect',
    reported: { 101: HANDED_OVER, 102: TALK },
    record: [OF_102],
  },
  {
    scenario: 'blind-transfer-action',
    reported: { 101: HANDED_OVER, 102: TALK },
    record: [OF_102],
  },
  {
    scenario: 'blind-transfer-refer',
    reported: { 101: HANDED_OVER, 102: TALK },
    record: [OF_102],
  },
  {
    scenario: 'blind-transfer-no-answer',
    reported: { 101: HANDED_OVER, 103: [RINGS, 'a missed'] },
    record: [`inbound answered ${CLIENT} via 101: 101 103, by 101, recorded *`],
  },
  {
    scenario: 'atxfer',
    reported: {
      101: [
        RINGS,
        'a answered',
        'a held',
        'a connected 102',
        'a not held',
        // For a moment the leg has no party: its other end goes over to the client.
        'a held',
        'a transferred',
      ],
      102: ['a internal ringing 101', 'a answered', `a connected ${CLIENT}`, 'a hungUp'],
    },
    record: [OF_102],
  },
  {
    scenario: 'atxfer-cancel',
    reported: {
      101: [RINGS, 'a answered', 'a held', 'a not held', 'a hungUp'],
      102: ['a internal ringing 101', 'a missed'],
    },
    record: [`inbound answered ${CLIENT} via 101: 101 102, by 101, recorded *`],
  },
  {
    scenario: 'atxfer-refer-replaces',
    reported: {
      101: [
        RINGS,
        'a answered',
        'a held',
        'b internal dialing 102',
        'b answered',
        'a not held',
        'b transferred',
        'a transferred',
      ],
      102: ['a internal ringing 101', 'a answered', `a connected ${CLIENT}`, 'a hungUp'],
    },
    record: [OF_102],
  },
  {
    scenario: 'atxfer-two-calls-bridge',
    reported: {
      101: [
        RINGS,
        'a answered',
        'a held',
        'b internal dialing 102',
        'b answered',
        'a transferred',
        'b transferred',
      ],
      102: ['a internal ringing 101', 'a answered', `a connected ${CLIENT}`, 'a hungUp'],
    },
    record: [OF_102],
  },
  { scenario: 'park', reported: { 101: HANDED_OVER, 102: TALK }, record: [OF_102] },
  { scenario: 'ari-watch-a-dialplan-call', reported: { 101: TALK }, record: [OF_101] },
  {
    // Twenty callers for whom no phone rings.
    scenario: 'ari-latency',
    reported: {},
    record: Array.from(
      { length: 20 },
      () => `inbound missed ${CLIENT} via 701: none, by none, recorded nothing`,
    ),
  },
  {
    scenario: 'ari-incoming',
    reported: {
      101: [`a inbound ringing ${CLIENT} via 701`, 'a answered', 'a connected 102', 'a transferred'],
      102: ['a internal ringing 101', 'a answered', `a connected ${CLIENT}`, 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via 701: 101 102, by 102, recorded nothing`],
  },
  {
    scenario: 'ari-refer-from-phone',
    reported: {
      101: [`a inbound ringing ${CLIENT} via 701`, 'a answered', 'a hungUp'],
      102: [`a inbound ringing ${CLIENT} via 701`, 'a answered', 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via 701: 101 102, by 102, recorded *`],
  },
  {
    scenario: 'ari-attended-refer',
    reported: {
      101: [
        `a inbound ringing ${CLIENT} via 701`,
        'a answered',
        'a held',
        'b internal dialing 102',
        'b answered',
        'a not held',
        'b transferred',
        'a hungUp',
      ],
      102: ['a internal ringing 101', 'a answered', `a connected ${CLIENT}`, 'a hungUp'],
    },
    record: [`inbound answered ${CLIENT} via 701: 101 102, by 102, recorded nothing`],
  },
];
