import type { CallOutcome, CallRecord } from '../../../../../../server/calls/CallRecord';
import type { AmiMessage } from '../../../../../../server/telephony/asterisk/ami/AmiMessage';
import { compareRecords, type Difference } from '../../../../../flows/compareRecords';
import { AGENTS, type Agent } from '../../../../../flows/expectedRecords';
import { comparable, fits } from '../../../../../flows/expectedScreens';
import type { FlowExpected } from '../../../../../flows/FlowExpected';
import type { Logged } from '../../../../../flows/FlowOffice';
import { extensionOf } from '../../../../../flows/officeDialplan';
import { flowNumbering as numbering } from './flowNumbering';
import { heardUntil } from './heardUntil';

/** amoCRM's `call_status`. */
const STATUSES: Readonly<Record<CallOutcome, number>> = {
  answered: 4,
  missed: 6,
  busy: 7,
  rejected: 7,
  noAnswer: 3,
  failed: 3,
};
/** All are played in the first office. */
const OFFICE = { far: 'pjsip', prefix: 10, ports: { a: 0, b: 0, m: 0 } } as const;
const extension = (agent: Agent): string => extensionOf(OFFICE, agent);

/** In what a backend that hears these events differs from what the phones had. */
export function recordedDifferences(
  events: readonly AmiMessage[],
  { client, record, screens, missed }: FlowExpected,
): { readonly differences: readonly Difference[]; readonly faults: readonly string[] } {
  const differences: Difference[] = [];
  const add = (kind: Difference['kind'], text: string): void => void differences.push({ kind, text });
  for (const { agent, at, shows } of screens) {
    const shown = heardUntil(events, { numbering }, at).screen(extension(agent));
    if (!fits(shows, shown))
      add('screen', `${agent} sees [${shown.join()}], the phone has [${shows.join()}]`);
  }
  const end = heardUntil(events, { numbering });
  const { watch } = end;
  // What is hung up after a wrong screen was no part of the flow, and the phones do not say who talked in between.
  if (screens.length === 0) {
    const logged = watch.records.filter(({ number }) => number === client).map(loggedOf);
    differences.push(...compareRecords(record, logged, client, extension));
  }
  for (const { agent, numbers, vague } of missed) {
    const seen = end.missed(extension(agent)).map(comparable).sort();
    const clear = (those: readonly string[]): string => those.filter((one) => !vague.includes(one)).join();
    if (clear(seen) !== clear(numbers))
      add('missed', `${agent} has missed [${seen.join()}], should be [${numbers.join()}]`);
  }
  for (const agent of AGENTS) {
    const left = end.screen(extension(agent));
    if (left.length > 0) add('left', `${agent} still sees [${left.join()}]`);
  }
  for (const { id } of watch.tracker.journals()) add('open', `the call ${id} never ends`);
  return { differences, faults: watch.faults };
}

function loggedOf(one: CallRecord): Logged {
  const { direction, outcome, extension: by, answeredAt, endedAt, number } = one;
  return {
    direction,
    status: STATUSES[outcome],
    by: by === null ? null : Number(by),
    seconds: Math.round((endedAt - (answeredAt ?? endedAt)) / 1_000),
    number,
  };
}
