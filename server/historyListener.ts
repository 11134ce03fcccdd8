import { detailsOf } from './calls/CallDetails';
import type { CallRecord } from './calls/CallRecord';
import type { Journal } from './calls/journal/Journal';
import type { TelephonyListener } from './calls/Telephony';
import { numberKey } from './store/numberKey';
import type { Store } from './store/Store';
import type { StoredCall } from './store/StoredCall';

/** What was reported of one whole call: its journal and its record may come one after the other. */
interface Known {
  readonly journal: Journal | null;
  readonly record: CallRecord | null;
}

/** Ended calls that are remembered until both have come; beyond it the oldest goes. */
const REMEMBERED = 200;

/** Keeps ended calls in the store, in one transaction with what else is stored of their end. */
export function historyListener(
  store: Pick<Store, 'calls'> | null,
): Partial<Pick<TelephonyListener, 'finished' | 'closed'>> {
  if (store === null) return {};
  const known = new Map<string, Known>();
  const save = (id: string, news: Partial<Known>): void => {
    const all = { journal: null, record: null, ...known.get(id), ...news };
    known.delete(id);
    known.set(id, all);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size > REMEMBERED) known.delete(oldest);
    const call = all.record === null ? internalCall(all.journal) : clientCall(all.record, all.journal);
    // The store reports its faults itself, and holds the call.
    if (call !== null) store.calls.save(call).catch(() => undefined);
  };
  return {
    finished: (record) => {
      if (known.get(record.id)?.record !== record) save(record.id, { record });
    },
    // A driver's own record knows more than one that is made of agents' calls.
    closed: (journal, record) =>
      save(journal.id, { journal, ...(!known.get(journal.id)?.record && { record }) }),
  };
}

function clientCall(record: CallRecord, journal: Journal | null): StoredCall {
  const { id, direction, number, outcome, extension, extensions, startedAt, answeredAt, endedAt } = record;
  return {
    id,
    startedAt,
    endedAt,
    direction,
    numberKey: numberKey(number),
    outcome,
    extension,
    extensions,
    talkSeconds: answeredAt === null ? 0 : Math.max(0, (endedAt - answeredAt) / 1_000),
    journal: JSON.stringify(journal ?? record),
    details: JSON.stringify(detailsOf(record, journal)),
  };
}

/** A call without a record: between colleagues. Null: no agent took part. */
function internalCall(journal: Journal | null): StoredCall | null {
  if (journal === null) return null;
  const extensions = journal.participants.flatMap(({ extension }) => extension ?? []);
  if (extensions.length === 0) return null;
  const talks = journal.facts.filter((fact) => fact.type === 'talked');
  const ends = journal.participants.map(({ from, end }) => end?.at ?? from);
  const from = Math.min(...talks.map((talk) => talk.from));
  const to = Math.max(...talks.map((talk) => talk.to ?? talk.from));
  return {
    id: journal.id,
    startedAt: journal.startedAt,
    endedAt: Math.max(journal.startedAt, ...ends),
    direction: 'internal',
    numberKey: '',
    outcome: talks.length === 0 ? 'noAnswer' : 'answered',
    extension: extensions[0] ?? null,
    extensions: [...new Set(extensions)],
    talkSeconds: talks.length === 0 ? 0 : (to - from) / 1_000,
    journal: JSON.stringify(journal),
    details: JSON.stringify(detailsOf(null, journal)),
  };
}
