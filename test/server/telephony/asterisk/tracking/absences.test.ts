import { clientOf } from '../../../../../server/calls/journal/clientOf';
import type { CallRecord } from '../../../../../server/calls/CallRecord';
import type { AmiMessage } from '../../../../../server/telephony/asterisk/ami/AmiMessage';
import { flowNumbering } from './support/flowNumbering';
import { recorded, scenarios, type Version } from './support/recordings';
import { momentsOf, replayed, type Absence } from './support/replayed';
import { reportedNumbering } from './support/reportedNumbering';
import type { Watch } from './support/Watch';

/** `npm run test.long` tries each event, `npm test` one of so many. */
const STRIDE = 'IS_LONG' in globalThis ? 1 : 12;
/** Events that are not heard. */
const LENGTHS = [1, 3, 10, 30, 1_000];
/** Asterisk shows the age of a channel in whole seconds. */
const ROUNDED_MS = 1_000;
const NOTHING = { calls: 0, legs: 0, bridges: 0, undecided: 0, journals: 0 };

const cases = (['22', '16', 'office', 'reported', 'flows'] as const).flatMap((version) =>
  scenarios(version).map((scenario, index) => [scenario, version, index] as const),
);

const NUMBERINGS = { reported: { numbering: reportedNumbering }, flows: { numbering: flowNumbering } };
const optionsOf = (version: Version) =>
  version === 'reported' || version === 'flows' ? NUMBERINGS[version] : {};

/** Absences of this length from one event in STRIDE on, with and without a restart. */
function absences(messages: readonly AmiMessage[], length: number, first: number): readonly Absence[] {
  const found: Absence[] = [];
  for (let from = first % STRIDE; from <= messages.length; from += STRIDE)
    for (const isRestarted of [false, true])
      found.push({ from, to: Math.min(messages.length, from + length), isRestarted });
  return found;
}

function said(absence: Absence, what: string): string {
  return `${absence.isRestarted ? 'restart' : 'link lost'} ${absence.from} to ${absence.to}: ${what}`;
}

/** What is left open or known after all is over, and what could not be read. */
function left({ open, faults, tracker }: Watch): readonly string[] {
  const isKept = JSON.stringify(tracker.size) !== JSON.stringify(NOTHING);
  return [...open, ...faults, ...(isKept ? [`kept ${JSON.stringify(tracker.size)}`] : [])];
}

function isEqual(one: CallRecord, other: CallRecord | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The record with the begin of the other one, if that may be the same rounded to seconds. */
function withBegin(record: CallRecord, other: CallRecord | undefined): CallRecord {
  const startedAt = other?.startedAt ?? record.startedAt;
  return Math.abs(startedAt - record.startedAt) < ROUNDED_MS ? { ...record, startedAt } : record;
}

/** Was nothing of the call's client to be heard before or after? */
function wasUnheard(
  { id }: CallRecord,
  whole: Watch,
  messages: readonly AmiMessage[],
  absence: Absence,
): boolean {
  const moments = momentsOf(messages);
  const journal = whole.journals.find((one) => one.id === id);
  const client = journal === undefined ? null : clientOf(journal, id);
  if (client === null) return false;
  const { attempts, participant } = client;
  // Who calls is certain at the state Ring alone.
  const rang = messages.findIndex((one) => one['Uniqueid'] === participant.id && one['ChannelState'] === '4');
  const began = Math.min(...attempts.map(({ from }) => from), moments[rang] ?? Infinity);
  const ended = participant.end?.at ?? Infinity;
  const since = moments[absence.from - 1] ?? 0;
  const until = moments[absence.to - 1] ?? 0;
  return began >= Math.floor(since) && ended <= Math.ceil(until);
}

test.each(cases)(
  '%s on Asterisk %s: to ask which channels there are changes no record, whenever',
  (scenario, version, index) => {
    const messages = recorded(version, scenario);
    const whole = replayed(messages, optionsOf(version));
    const wrong = absences(messages, 0, index).flatMap((absence) => {
      const watch = replayed(messages, optionsOf(version), absence);
      const records = watch.records.map((record, place) =>
        absence.isRestarted ? withBegin(record, whole.records[place]) : record,
      );
      const isSame = JSON.stringify(records) === JSON.stringify(whole.records);
      return [...left(watch), ...(isSame ? [] : [JSON.stringify(records)])].map((what) =>
        said(absence, what),
      );
    });
    expect(wrong).toEqual([]);
  },
);

test.each(cases)(
  '%s on Asterisk %s: what was not heard is equal or marked, never invented',
  (scenario, version, index) => {
    const messages = recorded(version, scenario);
    const whole = replayed(messages, optionsOf(version));
    const all = LENGTHS.flatMap((length, place) => absences(messages, length, index + place));
    const wrong = all.flatMap((absence) => {
      const watch = replayed(messages, optionsOf(version), absence);
      const ids = watch.records.map(({ id }) => id);
      const twice = ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `twice ${id}`);
      const others = watch.records.flatMap((record) => {
        const expected = whole.records.find(({ id }) => id === record.id);
        if (expected === undefined) return [`invented ${record.id}`];
        return isEqual(withBegin(record, expected), expected) || record.isWhole === false
          ? []
          : [JSON.stringify(record)];
      });
      const lost = whole.records
        .filter((record) => !ids.includes(record.id) && !wasUnheard(record, whole, messages, absence))
        .map(({ id }) => `lost ${id}`);
      return [...left(watch), ...twice, ...others, ...lost].map((what) => said(absence, what));
    });
    expect(wrong).toEqual([]);
  },
);
