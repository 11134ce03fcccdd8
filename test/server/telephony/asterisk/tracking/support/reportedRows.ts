/** What a reported call comes to: its records, and how long the client talked, s. */
export interface ReportedRow {
  readonly scenario: string;
  readonly records: readonly string[];
  readonly talks: readonly number[];
}

const CLIENT = '+79101234567';
const IN = '74951112233';

function row(scenario: string, ...records: readonly (readonly [string, number])[]): ReportedRow {
  return { scenario, records: records.map(([text]) => text), talks: records.map(([, seconds]) => seconds) };
}

/** Written by hand from who heard whom. */
export const reportedRows: readonly ReportedRow[] = [
  row(
    'agent-login-two-clients',
    [`inbound answered ${CLIENT} via pool: 101, by 101`, 2.3],
    ['inbound answered +79035550001 via pool: 101, by 101', 2.3],
  ),
  row('agent-without-phone', [`inbound missed ${CLIENT} via 103: 103, by 103`, 0]),
  row('caller-number-replaced', [`inbound answered ${CLIENT} via 725: none, by none`, 1.6]),
  row('chan-sip-inbound-answered', [`inbound answered ${CLIENT} via ${IN}: 101, by 101`, 0]),
  row('chan-sip-inbound-missed', [`inbound missed ${CLIENT} via ${IN}: 101, by 101`, 0]),
  row('chan-sip-internal'),
  row('chan-sip-outbound-answered', [`outbound answered ${CLIENT}: 101, by 101`, 0]),
  row('chan-sip-outbound-busy', [`outbound busy ${CLIENT}: 101, by 101`, 0]),
  row('conference-agent-first', [`inbound answered ${CLIENT} via 727: 101, by 101`, 1.5]),
  row('control-pjsip-inbound-answered', [`inbound answered ${CLIENT} via ${IN}: 101, by 101`, 0]),
  row('control-pjsip-outbound-answered', [`outbound answered ${CLIENT}: 101, by 101`, 0]),
  // An analogue line does not say which number was dialled.
  row('dahdi-fxo-client-calls', [`inbound answered ${CLIENT}: 101, by 101`, 0]),
  row('dahdi-fxs-agent-calls-client', [`outbound answered ${CLIENT}: 101, by 101`, 0]),
  // 101 hangs up while 102 rings, is called again, and talks on.
  row('dtmf-blond-transfer', [`inbound answered ${CLIENT} via 741: 101 102, by 101`, 9.1]),
  row('hunt-then-colleague', [`inbound answered ${CLIENT} via 723: 101 102, by 102`, 1.3]),
  row('internal-call-mobile-rings-too'),
  // 101 consults 102 by keys while the client is on hold, and then all three talk until they hang up at once.
  row('keys-three-talk', [`inbound answered ${CLIENT} via 4951: 101 102, by 101`, 21.5]),
  row('ok-trunk-name-with-a-space', [`inbound answered ${CLIENT} via ${IN}: 101, by 101`, 0]),
  row('originate-over-local', [`outbound answered ${CLIENT}: 101, by 101`, 1.5]),
  row('page'),
  row('queue-rings-twice', [`inbound answered ${CLIENT} via fpbx: 101 102, by 102`, 1.5]),
  row('second-trunk', ['outbound answered +989101234567: 101, by 101', 2.5]),
  row('secretary-joins-client-to-boss', [`inbound answered ${CLIENT} via 741: 101 102, by 102`, 4.2]),
  row('survey-after-hangup', [`inbound answered ${CLIENT} via 726: 101, by 101`, 1.2]),
  row('transfer-into-conference', [`inbound answered ${CLIENT} via 741: 101 102, by 102`, 4]),
  row('two-trunks-at-once', [`outbound answered ${CLIENT}: 101, by 101`, 2]),
  // 105 is a phone of the office and of no agent.
  row('company-number-shown'),
  row('group-one-busy', ['inbound missed +79115273004 via 74950000201: 102 101, by 102', 0]),
  row('consult-queue-join', ['inbound answered +79161135348 via qall: 101 102 103, by 103', 16]),
  row('queue-picked-up', ['inbound answered +79186678911 via qall: 102 101 103 104, by 104', 3.8]),
];
