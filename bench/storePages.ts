import type { Store } from '../server/store/Store';
import type { CallQuery, StoredCall } from '../server/store/StoredCall';
import type { Row } from './Row';
import { short } from './statistics';
import { withSqliteStore } from './withSqliteStore';

const CALLS = 60_000;
const PAGES = 200;
const BUDGET_MS = 20;

/** A journal as long as that of a call through a queue, characters. */
const JOURNAL = 2_000;

/** How long a page of the history takes, and a commit of a call's end. */
export function storePages(): Promise<Row[]> {
  return withSqliteStore(measure);
}

async function measure(store: Store): Promise<Row[]> {
  for (let first = 0; first < CALLS; first += 5_000)
    await Promise.all(Array.from({ length: 5_000 }, (_none, index) => store.calls.save(call(first + index))));
  const at = (share: number): CallQuery['after'] => ({
    startedAt: call(Math.floor(CALLS * share)).startedAt,
    id: '',
  });
  const pages: readonly (readonly [string, (page: number) => CallQuery])[] = [
    ['by time, anywhere', (page) => ({ limit: 50, ...after(at(1 - page / PAGES)) })],
    ['of a client', (page) => ({ limit: 50, numberKey: call(page * 7).numberKey })],
    [
      'of a client with an extension',
      (page) => ({
        limit: 50,
        numberKey: call(page * 7).numberKey,
        extension: call(page * (page % 2 === 0 ? 7 : 3)).extension ?? '',
      }),
    ],
    [
      'of an extension',
      (page) => ({ limit: 50, extension: call(page).extension ?? '', ...after(at(page / PAGES)) }),
    ],
  ];
  const rows: Row[] = [];
  for (const [what, query] of pages) {
    const times: number[] = [];
    for (let page = 0; page < PAGES; page += 1) times.push(await timeOf(() => store.calls.page(query(page))));
    rows.push(row(`a page of 50 calls out of 60,000, ${what}`, times, `≤ ${BUDGET_MS} ms`));
  }
  const commits: number[] = [];
  for (let count = 0; count < PAGES; count += 1)
    commits.push(
      await timeOf(() =>
        Promise.all([
          store.calls.save(call(CALLS + count)),
          store.outbox.put(String(count), 'x'.repeat(600)),
        ]),
      ),
    );
  return [...rows, row('a call’s end with its job on the disk, one after the other', commits, '≤ 50 ms')];
}

function row(what: string, times: readonly number[], against: string): Row {
  const sorted = [...times].sort((a, b) => a - b);
  const part = (share: number): string => short(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { what, value: `median ${part(0.5)} ms, 99 % ${part(0.99)} ms`, against };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function after(position: CallQuery['after']): Pick<CallQuery, 'after'> {
  return position === undefined ? {} : { after: position };
}

function call(index: number): StoredCall {
  const startedAt = 1_763_000_000_000 + index * 40_000;
  return {
    id: `${Math.floor(startedAt / 1_000)}.${index}`,
    startedAt,
    endedAt: startedAt + 90_000,
    direction: index % 3 === 0 ? 'outbound' : 'inbound',
    numberKey: String(9_100_000_000 + (index % 2_000)),
    outcome: index % 5 === 0 ? 'missed' : 'answered',
    extension: String(100 + (index % 40)),
    extensions: [String(100 + (index % 40)), String(100 + ((index + 7) % 40))],
    talkSeconds: 60,
    journal: 'x'.repeat(JOURNAL),
  };
}
