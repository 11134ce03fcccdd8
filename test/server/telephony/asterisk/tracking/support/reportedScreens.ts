/** What agents see in the recordings of `reported`, written down from who called and heard whom. */
export const reportedScreens: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // The phone stays in one call with Asterisk, which puts the callers of the queue through to it.
  'agent-login-two-clients': {
    101: [
      'a outbound dialing 8001',
      'a hungUp',
      'b inbound ringing +79101234567 via pool',
      'b answered',
      'b hungUp',
      'c inbound ringing +79035550001 via pool',
      'c answered',
      'c hungUp',
    ],
  },
  'agent-without-phone': { 103: ['a inbound ringing +79101234567 via 103', 'a missed'] },
  'caller-number-replaced': {},
  'chan-sip-inbound-answered': inbound('+79101234567 via 74951112233', 'answered', 'hungUp'),
  'chan-sip-inbound-missed': inbound('+79101234567 via 74951112233', 'missed'),
  'chan-sip-internal': {
    101: ['a internal dialing 102', 'a answered', 'a hungUp'],
    102: ['a internal ringing 101', 'a answered', 'a hungUp'],
  },
  'chan-sip-outbound-answered': outbound('+79101234567', 'answered', 'hungUp'),
  'chan-sip-outbound-busy': outbound('+79101234567', 'busy'),
  // 105 is a colleague without amoCRM.
  'company-number-shown': {},
  'conference-agent-first': outbound('7000', 'connected +79101234567', 'answered', 'hungUp'),
  // 102 talks with the client, asks 103, then calls the queue and joins the two while it rings; 103 takes the client.
  'consult-queue-join': {
    101: ['a inbound ringing +79161135348 via qall', 'a rejected', 'b internal ringing 102', 'b rejected'],
    102: [
      'a inbound ringing +79161135348 via qall',
      'a answered',
      'a held',
      'b internal dialing 103',
      'b answered',
      'a not held',
      'b hungUp',
      'a held',
      'c outbound dialing 300',
      'a not held',
      'c transferred',
      'a transferred',
    ],
    103: [
      'a inbound ringing +79161135348 via qall',
      'a answeredElsewhere',
      'b internal ringing 102',
      'b answered',
      'b hungUp',
      'c internal ringing 102',
      'c connected +79161135348',
      'c answered',
      'c hungUp',
    ],
  },
  'control-pjsip-inbound-answered': inbound('+79101234567 via 74951112233', 'answered', 'hungUp'),
  'control-pjsip-outbound-answered': outbound('+79101234567', 'answered', 'hungUp'),
  'dahdi-fxo-client-calls': inbound('+79101234567', 'answered', 'hungUp'),
  'dahdi-fxs-agent-calls-client': outbound('+79101234567', 'answered', 'hungUp'),
  // 101 hangs up while 102 rings; 102 refuses, and Asterisk calls 101 back for the client.
  'dtmf-blond-transfer': {
    101: [
      'a inbound ringing +79101234567 via 741',
      'a answered',
      'a held',
      'a transferred',
      'b inbound ringing +79101234567 via 741',
      'b answered',
      'b hungUp',
    ],
    102: ['a internal ringing 101', 'a connected +79101234567', 'a rejected'],
  },
  // 101 is busy before it rings; 102 rings until the client gives up.
  'group-one-busy': { 102: ['a inbound ringing +79115273004 via 74950000201', 'a missed'] },
  'hunt-then-colleague': {
    101: ['a inbound ringing +79101234567 via 723', 'a missed', 'a answered elsewhere after all'],
    102: ['a inbound ringing +79101234567 via 723', 'a answered', 'a hungUp'],
  },
  'internal-call-mobile-rings-too': {
    101: ['a outbound dialing 740', 'a connected 102', 'a answered', 'a hungUp'],
    102: ['a internal ringing 101', 'a answered', 'a hungUp'],
  },
  // While the two bridges become one nothing is settled; once all three talk nobody is on hold.
  'keys-three-talk': {
    101: [
      'a inbound ringing +79101234567 via 4951',
      'a answered',
      'a held',
      'a connected 102',
      'a not held',
      'a held',
      'a connected +79101234567',
      'a not held',
      'a transferred',
    ],
    102: ['a internal ringing 101', 'a answered', 'a connected +79101234567', 'a hungUp'],
  },
  'ok-trunk-name-with-a-space': inbound('+79101234567 via 74951112233', 'answered', 'hungUp'),
  'originate-over-local': outbound('+79101234567', 'answered', 'hungUp'),
  // 103 pages the two others, who hear 103 only.
  page: {
    101: ['a internal ringing 103', 'a answered', 'a hungUp'],
    102: ['a internal ringing 103', 'a answered', 'a hungUp'],
    103: ['a outbound dialing 560', 'a connected 101', 'a answered', 'a hungUp'],
  },
  'queue-picked-up': {
    101: ['a inbound ringing +79186678911 via qall', 'a answeredElsewhere'],
    102: ['a inbound ringing +79186678911 via qall', 'a answeredElsewhere'],
    103: ['a inbound ringing +79186678911 via qall', 'a answeredElsewhere'],
    104: ['a inbound ringing +79186678911 via qall', 'a answered', 'a hungUp'],
  },
  'queue-rings-twice': {
    101: [
      'a inbound ringing +79101234567 via fpbx',
      'a missed',
      'b inbound ringing +79101234567 via fpbx',
      'b answeredElsewhere',
      'a answered elsewhere after all',
    ],
    102: [
      'a inbound ringing +79101234567 via fpbx',
      'a missed',
      'b inbound ringing +79101234567 via fpbx',
      'b answered',
      'b hungUp',
    ],
  },
  'second-trunk': outbound('+989101234567', 'answered', 'hungUp'),
  // 101 talks with 102, takes a client meanwhile, and joins the two.
  'secretary-joins-client-to-boss': {
    101: [
      'a outbound dialing 747',
      'a connected 102',
      'a answered',
      'b inbound ringing +79101234567 via 741',
      'a held',
      'b answered',
      'b held',
      'b not held',
      'a not held',
      'a transferred',
      'b transferred',
    ],
    102: [
      'a internal ringing 101',
      'a answered',
      'a far held',
      'a not far held',
      'a connected +79101234567',
      'a hungUp',
    ],
  },
  'survey-after-hangup': inbound('+79101234567 via 726', 'answered', 'hungUp'),
  'transfer-into-conference': {
    101: ['a inbound ringing +79101234567 via 741', 'a answered', 'a transferred'],
    102: ['a outbound dialing 7000', 'a connected +79101234567', 'a answered', 'a hungUp'],
  },
  'two-trunks-at-once': outbound('+79101234567', 'answered', 'hungUp'),
};

function inbound(from: string, ...then: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return { 101: [`inbound ringing ${from}`, ...then].map((line) => `a ${line}`) };
}

function outbound(to: string, ...then: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return { 101: [`outbound dialing ${to}`, ...then].map((line) => `a ${line}`) };
}
